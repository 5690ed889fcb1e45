/** An app for tests of the session's object: it speaks frames over a real socket. */

type Resumable = { readonly sessionId: string; readonly resumeSecret: string; readonly linkUrl: string };
export type TestApp = Resumable & {
  /** Lets the calls of `/hold` be answered. */
  release(): void;
  callsSeen(): number;
  /** The answer to a frame. */
  ask(frame: { readonly type: string; readonly [field: string]: unknown }): Promise<Frame>;
  /** Says a frame that has no answer, or whose answer nobody waits for. */
  send(frame: object): void;
  /** The next frame of that type. */
  next(type: string): Promise<Frame>;
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
  tools: [
    { path: "/echo" },
    { path: "/hold", timeout_ms: 60_000 },
    { path: "/never", timeout_ms: 300 },
    { path: "/strict", input_schema: { type: "object", required: ["x"] } },
    { path: "/items", name: "create_item" },
    { path: "/items", method: "GET", name: "list_items" },
  ],
};

/** Registers, or resumes `previous` and keeps its link. `as`: a known app instead of the anonymous one. */
export async function connectApp(
  relay: URL,
  previous?: Resumable,
  as: { readonly appId?: string; readonly appKey?: string } = {},
): Promise<TestApp> {
  const address = new URL(
    previous === undefined ? "/v1/_ws" : `/v1/_ws?session=${previous.sessionId}`,
    relay,
  );
  const socket = new WebSocket(address.href.replace("http", "ws"));
  const send = (frame: object) => socket.send(JSON.stringify(frame));
  const tools = runTools(socket, send);
  const next = framesOf(socket);
  const ask = async (frame: { readonly type: string }) => {
    const reply = next(`${frame.type}_reply`);
    send({ id: crypto.randomUUID(), ...frame });
    return reply;
  };
  await new Promise((resolve) => socket.addEventListener("open", resolve));
  const registered = next("register_reply");
  send(
    previous === undefined
      ? { type: "register", ...registration, ...as }
      : { type: "resume", sessionId: previous.sessionId, secret: previous.resumeSecret, ...registration },
  );
  const reply = await registered;
  if (reply.ok !== true) throw new Error(JSON.stringify(reply["error"]));
  const { sessionId = "", resumeSecret = "" } = reply;
  const linkUrl = previous?.linkUrl ?? (await ask({ type: "mint_agent_token" }))["url"] ?? "";
  return {
    sessionId,
    resumeSecret,
    linkUrl,
    ...tools,
    ask,
    send,
    next,
    close: () => socket.close(1000),
  };
}

/** The next frame of a type, once it comes. */
function framesOf(socket: WebSocket): (type: string) => Promise<Frame> {
  const waiting = new Map<string, (frame: Frame) => void>();
  socket.addEventListener("message", ({ data }) => {
    const frame = JSON.parse(String(data)) as Frame;
    waiting.get(frame.type)?.(frame);
  });
  return (type) => new Promise((resolve) => waiting.set(type, resolve));
}

/** `/never` gives no answer, `/hold` once it is released, the others answer with their arguments. */
function runTools(socket: WebSocket, send: (frame: object) => void): Pick<TestApp, "callsSeen" | "release"> {
  const held: string[] = [];
  let isReleased = false;
  let calls = 0;
  const answer = (id: string, body: string) => send({ type: "tool_reply", id, status: 200, body });
  socket.addEventListener("message", ({ data }) => {
    const frame = JSON.parse(String(data)) as Frame;
    if (frame.type !== "tool_call") return;
    calls++;
    if (frame.path === "/hold" && !isReleased) held.push(frame.id);
    else if (frame.path !== "/never") answer(frame.id, frame.path === "/hold" ? '{"held":true}' : frame.body);
  });
  return {
    callsSeen: () => calls,
    release: () => {
      isReleased = true;
      held.splice(0).forEach((id) => answer(id, '{"held":true}'));
    },
  };
}
