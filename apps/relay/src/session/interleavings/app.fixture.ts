/** The app of a history: its sockets, one after the other, and the calls that came over them. */
import { limits } from "@agent-socket/protocol";
import type { Dispatch, Ledger } from "./ledger.fixture.ts";
import type { Reply } from "./step.fixture.ts";

type Frame = { readonly type: string } & Readonly<Record<string, unknown>>;
export type Secrets = { readonly newest: string; readonly last: string; readonly spent: string | null };

const ECHO = { path: "/echo" };
const HOLD = { path: "/hold", timeout_ms: 60_000 };
const READ = { path: "/read", method: "GET" };
const ALL_TOOLS = [ECHO, HOLD, READ];
const WITHOUT_HOLD = [ECHO, READ];
const registration = { appId: "as_app_anon", appName: "History" };

export class App {
  readonly #relay: URL;
  readonly #ledger: Ledger;
  readonly #open: { readonly dispatch: Dispatch; readonly socket: WebSocket }[] = [];
  readonly #done: { readonly dispatch: Dispatch; readonly socket: WebSocket }[] = [];
  readonly #told = new Set<string>();
  readonly #waiting = new Map<string, (frame: Frame | null) => void>();
  #socket: WebSocket | null = null;
  #tools: readonly object[] = ALL_TOOLS;
  #answersAll = false;
  #asked = 0;
  sessionId = "";
  secrets: Secrets = { newest: "", last: "", spent: null };

  constructor(relay: URL, ledger: Ledger) {
    this.#relay = relay;
    this.#ledger = ledger;
  }

  isConnected(): boolean {
    return this.#socket?.readyState === WebSocket.OPEN;
  }

  async register(): Promise<void> {
    const reply = await this.#connect("/v1/_ws", { type: "register", ...registration, tools: this.#tools });
    if (reply["ok"] !== true) throw new Error(`not registered: ${JSON.stringify(reply)}`);
    this.sessionId = String(reply["sessionId"]);
    const secret = String(reply["resumeSecret"]);
    this.secrets = { newest: secret, last: secret, spent: null };
  }

  /** Whether the relay took this secret. */
  async resume(secret: string): Promise<boolean> {
    const { sessionId } = this;
    const frame = { type: "resume", sessionId, secret, ...registration, tools: this.#tools };
    const reply = await this.#connect(`/v1/_ws?session=${sessionId}`, frame);
    if (reply["ok"] !== true) return false;
    // One that is used makes the one before it worthless.
    const spent =
      secret === this.secrets.newest && secret !== this.secrets.last ? this.secrets.last : this.secrets.spent;
    this.secrets = { newest: String(reply["resumeSecret"]), last: secret, spent };
    return true;
  }

  /** The reply to a request frame, or `null` when the socket is gone before it. */
  ask(type: string, fields: object): Promise<Frame | null> {
    const id = `q${++this.#asked}`;
    if (!this.isConnected()) return Promise.resolve(null);
    const reply = new Promise<Frame | null>((resolve) => this.#waiting.set(id, resolve));
    this.#socket?.send(JSON.stringify({ type, id, ...fields }));
    return reply;
  }

  async useTools(hold: boolean): Promise<void> {
    const tools = hold ? ALL_TOOLS : WITHOUT_HOLD;
    const reply = await this.ask("update_tools", { tools });
    if (reply !== null) this.#tools = tools;
  }

  drop(): void {
    this.#socket?.close(4999);
  }

  /** Answers those of the calls that are meant. */
  answerWhere(isMeant: (nonce: string) => boolean): void {
    for (let index = this.#open.length - 1; index >= 0; index--)
      if (isMeant(this.#open[index]?.dispatch.nonce ?? "")) this.reply(index, "right");
  }

  /** Answers, rightly or not, one of the calls that wait, or one that waits no more. */
  reply(which: number, how: Reply): void {
    if (how === "unknown") return this.#sendReply(this.#socket, `call_${which}`, { status: 200, body: "{}" });
    if (how === "late") {
      const late = this.#done[which % this.#done.length];
      if (late !== undefined)
        this.#answer(late.dispatch, which % 2 === 0 ? late.socket : this.#socket, "right");
      return;
    }
    const [chosen] = this.#open.splice(which % Math.max(1, this.#open.length), 1);
    if (chosen === undefined) return;
    this.#done.push(chosen);
    this.#answer(chosen.dispatch, chosen.socket, how === "twice" ? "right" : how);
    if (how === "twice") this.#answer(chosen.dispatch, chosen.socket, "right");
  }

  /** From now on every call is answered, those that wait as well. */
  answerAll(): void {
    this.#answersAll = true;
    this.answerWhere(() => true);
  }

  async #connect(path: string, first: object): Promise<Frame> {
    const socket = new WebSocket(new URL(path, this.#relay).href.replace("http", "ws"));
    const { promise, resolve } = Promise.withResolvers<Frame>();
    socket.addEventListener("open", () => socket.send(JSON.stringify(first)));
    socket.addEventListener("message", ({ data }) => {
      const frame: Frame = JSON.parse(String(data));
      if (frame.type === "register_reply" && frame["ok"] === true) this.#socket = socket;
      if (frame.type === "register_reply") resolve(frame);
      else this.#hear(frame, socket);
    });
    socket.addEventListener("close", () => {
      resolve({ type: "closed", ok: false });
      if (this.#socket !== socket) return;
      for (const giveUp of this.#waiting.values()) giveUp(null);
      this.#waiting.clear();
    });
    return promise;
  }

  #hear(frame: Frame, socket: WebSocket): void {
    if (frame.type === "tool_call") return this.#called(frame, socket);
    if (frame.type === "token_revoked") {
      this.#told.add(String(frame["tokenId"]));
      return;
    }
    const id = String(frame["id"]);
    this.#waiting.get(id)?.(frame);
    this.#waiting.delete(id);
  }

  #called(frame: Frame, socket: WebSocket): void {
    const { nonce = "" }: { nonce?: string } = JSON.parse(String(frame["body"]));
    const { tokenId = "" }: { tokenId?: string } = JSON.parse(JSON.stringify(frame["caller"]));
    const isTold = this.#told.has(tokenId);
    const dispatch = this.#ledger.dispatched(String(frame["id"]), nonce, tokenId, isTold);
    const call = { dispatch, socket };
    if (frame["path"] === "/hold" && !this.#answersAll) {
      this.#open.push(call);
      return;
    }
    this.#done.push(call);
    this.#answer(dispatch, socket, "right");
  }

  #answer(
    dispatch: Dispatch,
    socket: WebSocket | null,
    kind: "right" | "tool error" | "oversized" | "malformed",
  ): void {
    if (socket?.readyState !== WebSocket.OPEN) return;
    const body = this.#ledger.sending(dispatch, kind);
    const status = kind === "tool error" ? 409 : kind === "malformed" ? 99 : 200;
    const padding = kind === "oversized" ? " ".repeat(limits.MAX_RESULT_BYTES) : "";
    this.#sendReply(socket, dispatch.callId, {
      status,
      body: body + padding,
      contentType: "application/json",
    });
  }

  #sendReply(socket: WebSocket | null, id: string, reply: object): void {
    if (socket?.readyState === WebSocket.OPEN)
      socket.send(JSON.stringify({ type: "tool_reply", id, ...reply }));
  }
}
