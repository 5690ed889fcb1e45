/** The shell around one session: a Durable Object that touches sockets, storage, clock and queue, and decides nothing. */
import {
  type AppFrame,
  callIdOf,
  decodeAppFrame,
  HEARTBEAT_PING,
  HEARTBEAT_PONG,
  limits,
  mintToken,
  type Refusal,
  refuse,
  type Result,
  sha256,
} from "@agent-socket/protocol";
import type { RegistryEntry } from "@agent-socket/protocol/control-plane";
import { type Connection, type ConnectionContext, Server, type WSMessage } from "partyserver";
import {
  type AgentRequest,
  admittedSocket,
  type CallState,
  type LinkFacts,
  type NamedAnswer,
  type NamedCall,
  type Obeyed,
  type Order,
  type ProgressListener,
  type Receipt,
  type SessionDoor,
} from "../admission.ts";
import { type Env, readSettings } from "../env.ts";
import { logError } from "../log.ts";
import { admitApp } from "../registry/admit-app.ts";
import { type Answer, refusalAnswer } from "../surfaces/answer.ts";
import { answerFrame } from "./app/app-frames.ts";
import { Alarm } from "./alarm.ts";
import { type AppCredentials, attachApp, detach } from "./app/attach.ts";
import { obey } from "./app/obey.ts";
import { abandon, call, describe, noteListed, task } from "./agent/door.ts";
import { restorePending } from "./calls/calls.ts";
import { failReply, loseCalls } from "./calls/endings.ts";
import { refusedEvent } from "./outbox.ts";
import { goAway } from "./presence.ts";
import { rememberedSession } from "./remembered-session.ts";
import { serve } from "./agent/serve.ts";
import type { AppSocket, Ports, Session } from "./session.ts";
import { LastHeard } from "./last-heard.ts";
import { Shipper } from "./shipper.ts";
import { appSocketOf, refuseSocket, sendFrame, type SocketState } from "./sockets.ts";
import { SessionStore } from "./store.ts";
import { nextDeadlineMs, wake } from "./wake.ts";

const MAX_DECIDING_SOCKETS = 4;

/** From here on a text costs the way back to the edge several times what its bytes do. */
const LONG_TEXT_CHARS = 256 * 1024;

const inBytes = (answer: Answer): Answer =>
  typeof answer.body === "string" && answer.body.length >= LONG_TEXT_CHARS
    ? { ...answer, body: Buffer.from(answer.body) }
    : answer;

export class SessionServer extends Server<Env> implements SessionDoor {
  static override options = { hibernate: true };

  readonly #session: Session;
  #appConnection: Connection<SocketState> | null = null;
  readonly #heard = new LastHeard();
  readonly #alarm: Alarm;
  readonly #shipper: Shipper;
  readonly #firstFrameTimers = new Map<string, ReturnType<typeof setTimeout>>();

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env);
    this.#alarm = new Alarm(ctx);
    this.#shipper = new Shipper(ctx, env.EVENTS);
    this.#session = rememberedSession(new SessionStore(ctx.storage), this.#ports());
    void ctx.blockConcurrencyWhile(async () => {
      await this.#alarm.restore();
      this.#findAppAgain();
    });
  }

  /** A request of an agent, called by the edge. */
  async serve(request: AgentRequest): Promise<Answer | null> {
    try {
      const answer = await serve(this.#session, request);
      return answer && inBytes(answer);
    } catch (cause) {
      logError("serve_fault", { session: this.name, requestId: request.requestId }, cause);
      return refusalAnswer(refuse("internal", "Something went wrong on our side."), request);
    }
  }

  describe(token: string): Promise<Result<LinkFacts> | null> {
    return describe(this.#session, token);
  }

  noteListed(token: string, client: string | null): Promise<void> {
    return noteListed(this.#session, token, client);
  }

  call(named: NamedCall, onProgress: ProgressListener | null): Promise<NamedAnswer> {
    return call(this.#session, named, onProgress);
  }

  task(
    token: string,
    taskId: string,
    waitMs: number,
    onProgress: ProgressListener | null,
  ): Promise<Result<CallState> | null> {
    return task(this.#session, token, taskId, { requestId: crypto.randomUUID(), ms: waitMs, onProgress });
  }

  abandon(token: string, requestId: string): Promise<void> {
    return abandon(this.#session, token, requestId);
  }

  /** Returns once what was ordered is durable. */
  async obey(order: Order): Promise<Obeyed | null> {
    const { dashboardUrl } = await readSettings(this.env);
    const obeyed = await obey(this.#session, order, dashboardUrl);
    await this.ctx.storage.sync();
    return obeyed;
  }

  async confirmEvents({ positions }: Receipt): Promise<void> {
    if (this.#session.record !== null) this.#session.store.events.forget(positions);
  }

  override onConnect(connection: Connection<SocketState>, { request }: ConnectionContext): void {
    this.#guard(connection, async () => {
      this.ctx.setWebSocketAutoResponse(new WebSocketRequestResponsePair(HEARTBEAT_PING, HEARTBEAT_PONG));
      const since = { phase: "new", heardAtMs: Date.now(), badFrames: 0 } as const;
      connection.setState({ ...admittedSocket(request), ...since });
      const late = () => refuseSocket(connection, refuse("silent", "The first frame did not come in time."));
      this.#firstFrameTimers.set(connection.id, setTimeout(late, limits.FIRST_FRAME_TIMEOUT_MS));
    });
  }

  /** The framework would read the whole attachment of the app's socket for each answer; of this one all is known. */
  override async webSocketMessage(socket: WebSocket, message: WSMessage): Promise<void> {
    const app = this.#appConnection;
    return socket === app ? this.onMessage(app, message) : super.webSocketMessage(socket, message);
  }

  override onMessage(connection: Connection<SocketState>, message: WSMessage): void {
    this.#guard(connection, async () => {
      this.#noteHeard(connection);
      const frame = decodeAppFrame(message);
      if (!frame.ok) return this.#badFrame(connection, frame.refusal, message);
      if (frame.value.type === "unknown") return;
      if (connection.state?.phase === "new") return this.#firstFrame(connection, frame.value);
      if (connection.state?.phase === "attaching") {
        return this.#badFrame(connection, refuse("malformed", "Wait for the reply to the first frame."), "");
      }
      const { record, socket } = this.#session;
      // A socket that was replaced or refused, or whose session ended, may still have frames on their way.
      if (record === null || socket === null || connection.id !== this.#appConnection?.id) return;
      const reply = await answerFrame(this.#session, record, frame.value);
      if (reply !== null) sendFrame(connection, reply);
    });
  }

  override onClose(connection: Connection<SocketState>, code: number): void {
    this.#guard(connection, async () => {
      this.#stopFirstFrameTimer(connection);
      this.#heard.forget(connection.id);
      if (connection.id !== this.#appConnection?.id) return;
      this.#appConnection = null;
      detach(this.#session, code);
    });
  }

  override onError(connection: Connection<SocketState>, cause: unknown): void {
    logError("socket_error", { session: this.name }, cause);
    this.onClose(connection, 1006);
  }

  override async onAlarm(): Promise<void> {
    this.#alarm.clear();
    await wake(this.#session, () => this.#shipper.ship(this.#session, true));
  }

  async #firstFrame(connection: Connection<SocketState>, frame: AppFrame): Promise<void> {
    this.#stopFirstFrameTimer(connection);
    const { state } = connection;
    if (state === null) throw new Error("A socket lost its state.");
    connection.setState({ ...state, phase: "attaching" });
    // Idle ones do not count: a stranger who knows the session's id must not lock its app out by waiting.
    const deciding = [...this.getConnections<SocketState>()].filter(
      (other) => other.state?.phase === "attaching",
    );
    if (deciding.length > MAX_DECIDING_SOCKETS) {
      return refuseSocket(
        connection,
        refuse("rate_limited", "Too many sockets of this session at once; try again."),
      );
    }
    const first = { frame, name: this.name, admission: state, socket: this.#socketOf(connection) };
    const attached = await attachApp(this.#session, first, (app, isNew) => this.#admit(app, state, isNew));
    if (!attached.ok) {
      refuseSocket(connection, attached.refusal);
      // The framework wrote a record of its own; a refused stranger leaves nothing behind.
      if (this.#session.record === null) await this.#session.store.erase();
      return;
    }
    sendFrame(connection, attached.value);
    if (attached.value.type === "end_reply") connection.close(1000, "ended");
  }

  async #admit(
    { appId, appKey }: AppCredentials,
    { origin }: SocketState,
    isNew: boolean,
  ): Promise<Result<RegistryEntry>> {
    const settings = await readSettings(this.env);
    const keyHash = appKey === undefined || appKey === null ? null : await sha256(appKey);
    const admitted = await admitApp(this.env.REGISTRY, settings, appId, { origin, keyHash, isNew });
    if (!admitted.ok && admitted.isKnown && admitted.refusal.code !== "quota_exceeded")
      this.#shipper.sendNow(refusedEvent(appId, origin, admitted.refusal.code));
    return admitted;
  }

  #badFrame(connection: Connection<SocketState>, refusal: Refusal, message: WSMessage): void {
    const { state } = connection;
    const callId = typeof message === "string" ? callIdOf(message) : null;
    const isReply = callId !== null && connection.id === this.#appConnection?.id;
    // A large frame costs memory before it is refused: only a reply, whose call can be failed, may be one.
    const isTolerated = state?.phase !== "new" && (refusal.code !== "too_large" || isReply);
    if (state === null || !isTolerated || state.badFrames + 1 > limits.MAX_BAD_FRAMES) {
      return refuseSocket(connection, refusal);
    }
    connection.setState({ ...state, badFrames: state.badFrames + 1 });
    sendFrame(connection, { type: "session_notice", code: refusal.code, message: refusal.message });
    if (isReply) failReply(this.#session, callId, refusal);
  }

  /** After a hibernation the app's socket is still there; after a crash it is not, and nobody was told. */
  #findAppAgain(): void {
    const session = this.#session;
    if (session.record === null) return;
    restorePending(session);
    this.#alarm.wakeAt(nextDeadlineMs(session, Date.now()));
    const attached = [...this.getConnections<SocketState>()].find(({ state }) => state?.phase === "attached");
    if (attached !== undefined) {
      this.#appConnection = attached;
      session.socket = this.#socketOf(attached);
      return;
    }
    if (session.record.awaySinceMs === null) session.store.events.sendAgain();
    loseCalls(session);
    goAway(session);
  }

  #socketOf(connection: Connection<SocketState>): AppSocket {
    const takeOver = () => {
      this.#appConnection = connection;
    };
    return appSocketOf(connection, takeOver, () => {
      const heartbeatAtMs = this.ctx.getWebSocketAutoResponseTimestamp(connection)?.getTime() ?? 0;
      return Math.max(this.#heard.of(connection.id, connection.state?.heardAtMs ?? 0), heartbeatAtMs);
    });
  }

  #ports(): Ports {
    return {
      now: () => Date.now(),
      wakeAt: (atMs) => this.#alarm.wakeAt(atMs),
      afterTurn: (run) => void setTimeout(run, 0),
      shipSoon: () => this.#shipper.shipSoon(this.#session),
      mintToken: async (sessionId) => {
        const { tokenKeys, tokenPrefix } = await readSettings(this.env);
        return mintToken(tokenKeys[0], sessionId, tokenPrefix);
      },
    };
  }

  #noteHeard(connection: Connection<SocketState>): void {
    const { state } = connection;
    const heardAtMs = Date.now();
    if (state !== null && this.#heard.note(connection.id, state.heardAtMs, heardAtMs))
      connection.setState({ ...state, heardAtMs });
  }

  #stopFirstFrameTimer(connection: Connection<SocketState>): void {
    const timer = this.#firstFrameTimers.get(connection.id);
    if (timer !== undefined) clearTimeout(timer);
    this.#firstFrameTimers.delete(connection.id);
  }

  /** The framework shows a thrown stack to the peer and loses an async rejection, so nothing may escape a hook. */
  #guard(connection: Connection<SocketState>, run: () => Promise<void>): void {
    run().catch((cause: unknown) => {
      logError("session_fault", { session: this.name }, cause);
      refuseSocket(connection, refuse("internal", "Something went wrong on our side. Connect again."));
    });
  }
}
