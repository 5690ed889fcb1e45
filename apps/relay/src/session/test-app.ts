/** An app for tests of the session's object: it speaks frames over a real socket. */

type Resumable = { readonly sessionId: string; readonly resumeSecret: string; readonly linkUrl: string };
export type TestApp = Resumable & {
  /** Lets the calls of `/hold` be answered. */
  release(): void;
  callsSeen(): number;
  close(): void;
};
type Frame = {
  readonly type: string;
  readonly id: string;
  readonly ok?: boolean;
  readonly path: string;
  readonly body: string;
} & Record<string, string>;

const registration = {
  appId: "as_app_anon",
  appName: "Test",
  tools: [{ path: "/echo" }, { path: "/hold", timeout_ms: 60_000 }],
};

/** Registers, or resumes `previous` and keeps its link. */
export async function connectApp(relay: URL, previous?: Resumable): Promise<TestApp> {
  const address = new URL(
    previous === undefined ? "/v1/_ws" : `/v1/_ws?session=${previous.sessionId}`,
    relay,
  );
  const socket = new WebSocket(address.href.replace("http", "ws"));
  const send = (frame: object) => socket.send(JSON.stringify(frame));
  const tools = runTools(socket, send);
  const waiting = new Map<string, (frame: Frame) => void>();
  const expectFrame = (type: string) => new Promise<Frame>((resolve) => waiting.set(type, resolve));
  socket.addEventListener("message", ({ data }) => {
    const frame = JSON.parse(String(data)) as Frame;
    waiting.get(frame.type)?.(frame);
  });
  await new Promise((resolve) => socket.addEventListener("open", resolve));
  const registered = expectFrame("register_reply");
  send(
    previous === undefined
      ? { type: "register", ...registration }
      : { type: "resume", sessionId: previous.sessionId, secret: previous.resumeSecret, ...registration },
  );
  const reply = await registered;
  if (reply.ok !== true) throw new Error(JSON.stringify(reply["error"]));
  const { sessionId = "", resumeSecret = "" } = reply;
  const minted = expectFrame("mint_agent_token_reply");
  if (previous === undefined) send({ type: "mint_agent_token", id: "m1" });
  const linkUrl = previous?.linkUrl ?? (await minted)["url"] ?? "";
  return {
    sessionId,
    resumeSecret,
    linkUrl,
    ...tools,
    close: () => socket.close(1000),
  };
}

/** `/echo` answers with its arguments, `/hold` once it is released. */
function runTools(socket: WebSocket, send: (frame: object) => void): Pick<TestApp, "callsSeen" | "release"> {
  const held: string[] = [];
  let calls = 0;
  const answer = (id: string, body: string) => send({ type: "tool_reply", id, status: 200, body });
  socket.addEventListener("message", ({ data }) => {
    const frame = JSON.parse(String(data)) as Frame;
    if (frame.type !== "tool_call") return;
    calls++;
    if (frame.path === "/hold") held.push(frame.id);
    else answer(frame.id, frame.body);
  });
  return {
    callsSeen: () => calls,
    release: () => held.splice(0).forEach((id) => answer(id, '{"held":true}')),
  };
}
