/** The code that connects an app, ready to paste: its id and the relay's address are already in it. */
import type { Language } from "../../ui/highlight.ts";

export type Snippet = {
  readonly id: string;
  readonly label: string;
  /** What one does with it, in a sentence. */
  readonly hint: string;
  readonly name: string;
  readonly language: Language;
  readonly code: string;
};

type Input = {
  readonly appId: string;
  readonly appName: string;
  readonly relayUrl: string;
  /** The SDK's file for pages without a bundler. */
  readonly script: { readonly url: string; readonly integrity: string };
};

export function snippetsFor(input: Input): readonly Snippet[] {
  return [scriptTag(input), javascript(input), react(input), node(input), codingAgent(input)];
}

const inAttribute = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;");

const scriptTag = ({ appId, appName, relayUrl, script }: Input): Snippet => ({
  id: "script",
  label: "Script tag",
  hint: "Any page, without a build. Open it and press its button: that connects it. The hash lets the browser refuse any other file.",
  name: "index.html",
  language: "text",
  code: `<script type="module" crossorigin="anonymous"
  src="${script.url}"
  integrity="${script.integrity}"></script>

<agent-socket-connect
  app-id="${appId}"
  base-url="${inAttribute(relayUrl)}"
  app-name="${inAttribute(appName)}"></agent-socket-connect>

<script type="module">
  const notes = [];
  document.querySelector("agent-socket-connect").tools = [{
    path: "/add_note",
    description: "Adds a note and returns how many there are.",
    input_schema: { type: "object", properties: { text: { type: "string" } }, required: ["text"] },
    handler: ({ input }) => ({ count: notes.push(input.text) }),
  }];
</script>`,
});

const quoted = (text: string): string => JSON.stringify(text);

const connectCall = (
  { appId, appName, relayUrl }: Input,
  extra = "",
): string => `const session = await connect({
  appId: ${quoted(appId)},${extra}
  baseUrl: ${quoted(relayUrl)},
  appName: ${quoted(appName)},
  tools: [{
    path: "/add_note",
    description: "Adds a note and returns how many there are.",
    input_schema: { type: "object", properties: { text: { type: "string" } }, required: ["text"] },
    handler: ({ input }) => ({ count: notes.push(input.text) }),
  }],
});
const link = await session.mintAgentToken({ label: "user-42" });`;

const javascript = (input: Input): Snippet => ({
  id: "npm",
  label: "npm",
  hint: "Any web app with a bundler: npm install @agent-socket/sdk, then this where your page starts.",
  name: "main.js",
  language: "ts",
  code: `import { connect } from "@agent-socket/sdk";

const notes = [];
${connectCall(input)}
console.log("Paste this into an AI chat:", link.url);`,
});

const react = ({ appId, appName, relayUrl }: Input): Snippet => ({
  id: "react",
  label: "React",
  hint: "npm install @agent-socket/sdk. A component says with useTool what an AI can do while it is on the page.",
  name: "app.jsx",
  language: "ts",
  code: `import { AgentSocketProvider, ConnectWithAI, useTool } from "@agent-socket/sdk/react";
import { useState } from "react";

export function App() {
  return (
    <AgentSocketProvider
      appId=${quoted(appId)}
      baseUrl=${quoted(relayUrl)}
      appName={${quoted(appName)}}
    >
      <Notes />
      <ConnectWithAI />
    </AgentSocketProvider>
  );
}

const NOTE = { type: "object", properties: { text: { type: "string" } }, required: ["text"] };

function Notes() {
  const [notes, setNotes] = useState([]);
  useTool({
    path: "/add_note",
    description: "Adds a note and returns how many there are.",
    input_schema: NOTE,
    handler: ({ input }) => {
      setNotes([...notes, input.text]);
      return { count: notes.length + 1 };
    },
  });
  return <ul>{notes.map((note) => <li key={note}>{note}</li>)}</ul>;
}`,
});

const node = (input: Input): Snippet => ({
  id: "node",
  label: "Node",
  hint: "A server or a script has no web origin, so it proves itself with an app key (App keys, in the menu).",
  name: "connect.mjs",
  language: "ts",
  code: `import { connect } from "@agent-socket/sdk";

const notes = [];
${connectCall(input, "\n  appKey: process.env.AGENT_SOCKET_KEY,")}
console.log("Paste this into an AI chat:", link.url);`,
});

const codingAgent = ({ appId, appName, relayUrl }: Input): Snippet => ({
  id: "agent",
  label: "Ask my coding agent",
  hint: "Paste this into the coding agent that works on your app.",
  name: "prompt",
  language: "text",
  code: `Connect this web app to AI chats with agent-socket.

1. Install the package @agent-socket/sdk.
2. Where the page starts, call connect() from it with:
   - appId: ${quoted(appId)}
   - baseUrl: ${quoted(relayUrl)}
   - appName: ${quoted(appName)}
   - tools: three to six of the most useful things a user can do in this app. Each tool is
     { path, description, input_schema, handler }. The description is written for an AI.
     input_schema is JSON Schema of an object. The handler gets { input } and returns JSON.
     Mark tools that only read with annotations: { readOnlyHint: true }, and tools that
     delete things with annotations: { destructiveHint: true }.
3. Add a button "Connect with AI". On click, call session.mintAgentToken({ label })
   and show link.url with a copy button, so that the user can paste it into an AI chat.
4. Run the app and tell me the address it runs at, so that I can allow its origin.`,
});
