/** The app that the conformance suites play with: its tools have the names and answers that they look for. */
import { connect, reply, type Session, tool, type ToolDefinition } from "@agent-socket/sdk";
import addressSchema from "./address-schema.json" with { type: "json" };

const bytes = (base64: string): Uint8Array => Uint8Array.from(Buffer.from(base64, "base64"));

/** One red pixel. */
const PNG = bytes(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8DwHwAFBQIAX8jx0gAAAABJRU5ErkJggg==",
);
/** A header, and no sound. */
const WAV = bytes("UklGRiQAAABXQVZFZm10IBAAAAABAAEAQB8AAIA+AAACABAAZGF0YQAAAAA=");

/** The SDK passes on a few reports a second. */
const PROGRESS_EVERY_MS = 300;

const tools: readonly ToolDefinition[] = [
  tool({
    name: "test_simple_text",
    description: "Answers with a text.",
    handler: () => "This is a simple text response for testing.",
  }),
  tool({
    name: "test_image_content",
    description: "Answers with an image.",
    handler: () => reply(200, PNG, "image/png"),
  }),
  tool({
    name: "test_audio_content",
    description: "Answers with a sound.",
    handler: () => reply(200, WAV, "audio/wav"),
  }),
  tool({
    name: "test_embedded_resource",
    description: "Answers with a file.",
    handler: () => reply(200, bytes("JVBERi0xLjcK"), "application/pdf"),
  }),
  tool({
    name: "test_error_handling",
    description: "Fails.",
    handler: () => reply(500, "This tool intentionally returns an error for testing", "text/plain"),
  }),
  tool({
    name: "test_tool_with_progress",
    description: "Tells how far it is.",
    handler: async ({ progress }) => {
      for (const done of [0, 50, 100]) {
        progress(done, 100);
        await new Promise((resolve) => setTimeout(resolve, PROGRESS_EVERY_MS));
      }
      return "Done.";
    },
  }),
  // The suite checks of these two that nothing but their answer is sent.
  tool({ name: "test_logging_tool", description: "Logs nothing.", handler: () => "Done." }),
  tool({ name: "test_streaming_elicitation", description: "Asks nothing.", handler: () => "Done." }),
  tool({
    name: "json_schema_2020_12_tool",
    description: "Has a schema of many keywords.",
    // As the suites define it: the keywords must come through as they are.
    input_schema: addressSchema,
    handler: ({ input }) => ({ input }),
  }),
];

/** An anonymous app at the relay. */
export function connectFixtureApp(relayUrl: string): Promise<Session> {
  return connect({
    appId: "as_app_anon",
    appName: "Conformance",
    baseUrl: relayUrl,
    agentsMd: "This app is there to be tested.",
    prompts: [
      {
        name: "test_simple_prompt",
        description: "A prompt without arguments.",
        text: "This is a simple prompt for testing.",
      },
    ],
    tools: [...tools],
  });
}
