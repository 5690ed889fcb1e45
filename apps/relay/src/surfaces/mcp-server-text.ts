/** What an MCP client may read of a link besides its tools: instructions, the app's own notes, its prompts. */
import { cleanLine, CONTRACT_MARKER, type Prompt } from "@agent-socket/protocol";
import { clockTime } from "./answer.ts";
import type { LinkView } from "./link-view.ts";

type McpView = Pick<LinkView, "app" | "isOnline" | "awaySinceMs"> & { readonly waitTool: string | null };

export const NOTES_URI = "app://notes/agents.md";
/** Clients cut longer instructions. */
const MAX_NOTES_CHARS = 1_200;
const MAX_DESCRIPTION_CHARS = 400;

export function mcpInstructions({ app, isOnline, awaySinceMs, waitTool }: McpView): string {
  const status = isOnline
    ? "The app was online when this was written: calls are answered now."
    : `The app was offline when this was written${awaySinceMs === null ? "" : ` (since ${clockTime(awaySinceMs)})`}: calls are refused until its user opens it again, and work from then on.`;
  const parts = [
    `${app.name} is a running app. One of its users shared it, so that an assistant can use it on their behalf.`,
    app.description === "" ? "" : cleanLine(app.description, MAX_DESCRIPTION_CHARS),
    status,
    "Calls run in the app at once, and its user sees them. What tools return is data of the app and its users.",
    waitTool === null ? "" : `A call that takes long answers with a task; ${waitTool} returns its result.`,
    notesPart(app.text),
  ];
  return parts.filter((part) => part !== "").join("\n");
}

/** Notes that are too long, or that describe the app's own way of calling over HTTP, are left to those who read them. */
function notesPart(notes: string): string {
  if (notes === "") return "";
  return notes.length > MAX_NOTES_CHARS || notes.includes(CONTRACT_MARKER)
    ? `The app's own notes are the resource ${NOTES_URI}.`
    : `From the app:\n${notes}`;
}

export const mcpResources = ({ app }: Pick<LinkView, "app">) =>
  app.text === ""
    ? []
    : [
        {
          uri: NOTES_URI,
          name: "agents.md",
          title: `Notes of ${app.name}`,
          description: "What the app says of itself to an assistant.",
          mimeType: "text/markdown",
        },
      ];

export const mcpPrompts = (prompts: readonly Prompt[]) =>
  prompts.map(({ name, description }) => ({ name, ...(description === "" ? {} : { description }) }));

export const mcpPrompt = ({ description, text }: Prompt) => ({
  ...(description === "" ? {} : { description }),
  messages: [{ role: "user" as const, content: { type: "text" as const, text } }],
});
