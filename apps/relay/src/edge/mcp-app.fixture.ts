/** An app for tests of what MCP clients reach: its tools answer with frames of their own making. */

type Frame = Readonly<Record<string, unknown>>;
export type ToolCall = {
  readonly id: string;
  readonly body: string;
  readonly caller: { readonly surface: string; readonly client: string | null };
};
export type Say = (frame: Frame) => void;
export type AppTool = Frame & { readonly path: string; readonly answer: (call: ToolCall, say: Say) => void };

export type McpApp = {
  readonly calls: readonly ToolCall[];
  /** What it was told of those who hold its links. */
  readonly activities: readonly Frame[];
  /** The reasons of the calls that the relay cancelled. */
  readonly cancelled: readonly string[];
  /** The address of a new link. */
  mint(options?: Frame): Promise<string>;
  revoke(url: string): Promise<void>;
  close(code?: number): void;
};

export const reply = (contentType: string, body: string, more: Frame = {}): AppTool["answer"] => {
  return ({ id }, say) => say({ type: "tool_reply", id, status: 200, contentType, body, ...more });
};

export async function connectMcpApp(
  relay: URL,
  tools: readonly AppTool[],
  registration: Frame = {},
): Promise<McpApp> {
  const socket = new WebSocket(new URL("/v1/_ws", relay).href.replace("http", "ws"));
  await new Promise((resolve) => socket.addEventListener("open", resolve));
  const { calls, cancelled, activities } = runTools(socket, tools);
  const ask = asker(socket);
  const wireTools = tools.map(({ answer: _, ...tool }) => tool);
  const app = { appId: "as_app_anon", appName: "Pixels", tools: wireTools, ...registration };
  const registered = await ask("register", app);
  if (registered["ok"] !== true) throw new Error(JSON.stringify(registered["error"]));
  const tokenIds = new Map<string, string>();
  return {
    calls,
    cancelled,
    activities,
    mint: async (options = {}) => {
      const { url, tokenId } = await ask("mint_agent_token", options);
      tokenIds.set(String(url), String(tokenId));
      return String(url);
    },
    revoke: async (url) => void (await ask("revoke_agent_token", { tokenId: tokenIds.get(url) })),
    close: (code = 1000) => socket.close(code),
  };
}

type Heard = Frame & ToolCall & { readonly type: string; readonly path: string; readonly reason: string };

function listen(socket: WebSocket, hear: (frame: Heard) => void): void {
  socket.addEventListener("message", ({ data }) => hear(JSON.parse(String(data)) as Heard));
}

function runTools(socket: WebSocket, tools: readonly AppTool[]) {
  const calls: ToolCall[] = [];
  const cancelled: string[] = [];
  const activities: Frame[] = [];
  listen(socket, (frame) => {
    if (frame.type === "tool_cancel") cancelled.push(frame.reason);
    if (frame.type === "agent_activity") activities.push(frame);
    if (frame.type !== "tool_call") return;
    calls.push(frame);
    tools
      .find(({ path }) => path === frame.path)
      ?.answer(frame, (answer) => socket.send(JSON.stringify(answer)));
  });
  return { calls, cancelled, activities };
}

/** Says a frame and hears its reply; one at a time of each type. */
function asker(socket: WebSocket) {
  const replies = new Map<string, (frame: Frame) => void>();
  listen(socket, (frame) => replies.get(frame.type)?.(frame));
  return (type: string, fields: Frame): Promise<Frame> =>
    new Promise((resolve) => {
      replies.set(`${type}_reply`, resolve);
      socket.send(JSON.stringify({ type, id: crypto.randomUUID(), ...fields }));
    });
}
