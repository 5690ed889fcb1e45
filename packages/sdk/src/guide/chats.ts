/** What is known of each AI chat: the shortest way that works, when that was looked up, and where. */

export type Chat = {
  readonly id: "claude" | "chatgpt" | "gemini" | "coding" | "other";
  readonly name: string;
  /** The shortest way; the first step is always to copy the text. */
  readonly steps: readonly string[];
  /** Another way, for those whom the first one does not serve. */
  readonly more: { readonly title: string; readonly steps: readonly string[] } | null;
  /** A new chat with the text in it already, where the chat is known to take one from an address. */
  readonly open: { readonly name: string; readonly url: (text: string) => string } | null;
  /** It runs on this person's computer, and so reaches a relay there. */
  readonly isLocal: boolean;
  readonly note: string | null;
  /** The day on which this was looked up. */
  readonly checkedOn: string;
  /** Where it was read; `null` where it holds for any chat. */
  readonly source: string | null;
};

const q = (start: string) => (text: string) => `${start}${encodeURIComponent(text)}`;

export const CHATS: readonly Chat[] = [
  {
    id: "claude",
    name: "Claude",
    steps: ["Copy the text.", "Paste it into a new chat, say what you want done, and send it."],
    more: {
      title: "More reliable: add it as a connector",
      steps: [
        "Press “Copy link only”.",
        "In Claude: Settings (or Customize), Connectors, Add custom connector. Paste the link as its URL; no sign-in.",
        "Switch the connector on in your chat.",
      ],
    },
    open: { name: "Claude", url: q("https://claude.ai/new?q=") },
    isLocal: false,
    note: "In a plain chat Claude opens only pages that it was shown. The connector can use every tool.",
    checkedOn: "2026-11-22",
    source:
      "https://support.claude.com/en/articles/11175166-getting-started-with-custom-connectors-using-remote-mcp",
  },
  {
    id: "chatgpt",
    name: "ChatGPT",
    steps: ["Copy the text.", "Paste it into a new chat, say what you want done, and send it."],
    more: {
      title: "If it does not open the link: developer mode",
      steps: [
        "Press “Copy link only”.",
        "In ChatGPT on the web: Settings, Apps, Advanced settings, Developer mode. This needs a paid plan.",
        "Create an app with the link as its server URL and no authentication, and choose it in your chat.",
      ],
    },
    open: { name: "ChatGPT", url: q("https://chatgpt.com/?q=") },
    isLocal: false,
    note: "Without a connector, ChatGPT may decline to open an address that is in no search index.",
    checkedOn: "2026-11-22",
    source: "https://developers.openai.com/api/docs/guides/developer-mode",
  },
  {
    id: "gemini",
    name: "Gemini",
    steps: ["Copy the text.", "Paste it into a new chat, say what you want done, and send it."],
    more: null,
    open: null,
    isLocal: false,
    note: "Gemini reads addresses that you give it, but may not open one that it does not know.",
    checkedOn: "2026-11-22",
    source: "https://docs.cloud.google.com/gemini-enterprise-agent-platform/models/url-context",
  },
  {
    id: "coding",
    name: "Coding agent",
    steps: [
      "Copy the text.",
      "Paste it into Claude Code, Codex, Cursor or Gemini CLI.",
      "Allow the request when the agent asks.",
    ],
    more: {
      title: "Or add it as an MCP server",
      steps: ["Press “Copy link only”.", "Add an HTTP server with the link as its URL; no key is needed."],
    },
    open: null,
    isLocal: true,
    note: null,
    checkedOn: "2026-11-22",
    source: "https://code.claude.com/docs/en/mcp",
  },
  {
    id: "other",
    name: "Other",
    steps: ["Copy the text.", "Paste it into the chat, and say what you want done."],
    more: {
      title: "If it cannot open links",
      steps: ["Switch on web access or browsing in the chat.", "Or add the link as a custom MCP connector."],
    },
    open: null,
    isLocal: false,
    note: "Any AI that can open a web page can use the link.",
    checkedOn: "2026-11-22",
    source: null,
  },
];
