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
} from "@agent-socket/protocol";
import type { RegistryEntry, RelayEvent } from "@agent-socket/protocol/control-plane";
import { type Connection, type ConnectionContext, Server, type WSMessage } from "partyserver";
import { type AgentRequest, admittedSocket, type SessionDoor } from "../admission.ts";
import { type Env, readSettings } from "../env.ts";
import { logError } from "../log.ts";
import { mayConnect } from "../registry/may-connect.ts";
import { findApp } from "../registry/registry.ts";
import { type Answer, refusalAnswer } from "../surfaces/answer.ts";
import { answerFrame } from "./app-frames.ts";
import { type AppCredentials, attachApp, checked, detach, endSession } from "./attach.ts";
import { failReply, loseCalls } from "./calls.ts";
import { revokeLink } from "./links.ts";
import { refusedEvent, ship } from "./outbox.ts";
import { goAway } from "./presence.ts";
import { serve } from "./serve.ts";
import type { AppSocket, Ports, Session } from "./session.ts";
import { appSocketOf, refuseSocket, sendFrame, type SocketState } from "./sockets.ts";
import { SessionStore } from "./store.ts";
import { wake } from "./wake.ts";

const SHIP_DELAY_MS = 100;
const MAX_DECIDING_SOCKETS = 4;
/** How exactly a socket carries the time of its last frame through a hibernation. */
const HEARD_EVERY_MS = 5_000;

export class SessionServer extends Server<Env> implements SessionDoor {
  static override options = { hibernate: true };

  readonly #session: Session;
  #appConnection: Connection<SocketState> | null = null;
  #lastFrameAtMs = 0;
  #alarmAtMs: number | null = null;
  #shipTimer: ReturnType<typeof setTimeout> | null = null;
  readonly #firstFrameTimers = new Map<string, ReturnType<typeof setTimeout>>();

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env);
    const store = new SessionStore(ctx.storage);
    const record = store.readSession();
    this.#session = {
      store,
      ports: this.#ports(),
      record,
      tools: record === null ? [] : store.readTools().map(checked),
      links: new Map(record === null ? [] : store.readLinks().map((link) => [link.tokenId, link])),
      pending: new Map(),
      buckets: new Map(),
      digests: new Map(),
      socket: null,
    };
    // Without it, asking for a later time after a hibernation would lose the earlier one.
    void ctx.blockConcurrencyWhile(async () => {
      this.#alarmAtMs = await ctx.storage.getAlarm();
      this.#findAppAgain();
    });
  }

  /** A request of an agent, called by the edge. */
  async serve(request: AgentRequest, unknown: Refusal): Promise<Answer> {
    try {
      return await serve(this.#session, request, unknown);
    } catch (cause) {
      logError("serve_fault", { session: this.name, requestId: request.requestId }, cause);
      return refusalAnswer(refuse("internal", "Something went wrong on our side."), request);
    }
  }

  async revokeByDeveloper(appId: string, tokenId: string): Promise<{ found: boolean; revokedAtMs: number }> {
    const found = this.#session.record?.appId === appId && revokeLink(this.#session, tokenId, "developer");
    await this.ctx.storage.sync();
    return { found, revokedAtMs: Date.now() };
  }

  async endByDeveloper(appId: string): Promise<{ found: boolean; endedAtMs: number }> {
    const found = this.#session.record?.appId === appId;
    if (found) endSession(this.#session, "developer");
    await this.ctx.storage.sync();
    return { found, endedAtMs: Date.now() };
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
      const { record } = this.#session;
      // A socket that was replaced, or whose session ended, may still have frames on their way.
      if (record === null || record.end !== null || connection.id !== this.#appConnection?.id) return;
      const reply = await answerFrame(this.#session, record, frame.value);
      if (reply !== null) sendFrame(connection, reply);
    });
  }

  override onClose(connection: Connection<SocketState>, code: number): void {
    this.#guard(connection, async () => {
      this.#stopFirstFrameTimer(connection);
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
    this.#alarmAtMs = null;
    await wake(this.#session, () => this.#ship());
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
    const attached = await attachApp(this.#session, first, (app) => this.#admit(app, state));
    if (!attached.ok) {
      refuseSocket(connection, attached.refusal);
      // The framework wrote a record of its own; a refused stranger leaves nothing behind.
      if (this.#session.record === null) await this.#session.store.erase();
      return;
    }
    sendFrame(connection, attached.value);
    if (attached.value.type === "end_reply") connection.close(1000, "ended");
  }

  async #admit(app: AppCredentials, { origin }: SocketState): Promise<Result<RegistryEntry>> {
    const settings = await readSettings(this.env);
    const entry = await findApp(this.env.REGISTRY, settings, app.appId);
    if (!entry.ok) return entry;
    const allowed = await mayConnect(
      entry.value,
      { origin, appKey: app.appKey ?? null },
      settings.dashboardUrl,
    );
    // Told at once: without a registration there is no session whose outbox could hold it.
    if (!allowed.ok) {
      const lost = (cause: unknown) => logError("events_not_queued", { session: this.name }, cause);
      this.ctx.waitUntil(this.#send([refusedEvent(app.appId, origin, allowed.refusal.code)]).catch(lost));
    }
    return allowed;
  }

  #badFrame(connection: Connection<SocketState>, refusal: Refusal, message: WSMessage): void {
    const { state } = connection;
    const isTolerated = state?.phase !== "new" && refusal.code !== "too_large";
    if (state === null || !isTolerated || state.badFrames + 1 > limits.MAX_BAD_FRAMES) {
      return refuseSocket(connection, refusal);
    }
    connection.setState({ ...state, badFrames: state.badFrames + 1 });
    sendFrame(connection, { type: "session_notice", code: refusal.code, message: refusal.message });
    const callId = typeof message === "string" ? callIdOf(message) : null;
    if (callId !== null && connection.id === this.#appConnection?.id)
      failReply(this.#session, callId, refusal);
  }

  /** After a hibernation the app's socket is still there; after a crash it is not, and nobody was told. */
  #findAppAgain(): void {
    const session = this.#session;
    if (session.record === null) return;
    const attached = [...this.getConnections<SocketState>()].find(({ state }) => state?.phase === "attached");
    if (attached !== undefined) {
      this.#appConnection = attached;
      session.socket = this.#socketOf(attached);
      return;
    }
    loseCalls(session);
    goAway(session);
  }

  #socketOf(connection: Connection<SocketState>): AppSocket {
    const takeOver = () => {
      this.#appConnection = connection;
    };
    return appSocketOf(connection, takeOver, () => {
      const heartbeatAtMs = this.ctx.getWebSocketAutoResponseTimestamp(connection)?.getTime() ?? 0;
      return Math.max(this.#lastFrameAtMs, connection.state?.heardAtMs ?? 0, heartbeatAtMs);
    });
  }

  #ports(): Ports {
    return {
      now: () => Date.now(),
      wakeAt: (atMs) => this.#wakeAt(atMs),
      shipSoon: () => this.#shipSoon(),
      mintToken: async (sessionId) => {
        const { tokenKeys, tokenPrefix } = await readSettings(this.env);
        return mintToken(tokenKeys[0], sessionId, tokenPrefix);
      },
    };
  }

  /** The alarm is one; asking for a later time than it has changes nothing. */
  #wakeAt(atMs: number): void {
    if (typeof this.#alarmAtMs === "number" && this.#alarmAtMs <= atMs) return;
    this.#alarmAtMs = atMs;
    this.ctx.waitUntil(this.ctx.storage.setAlarm(atMs));
  }

  #shipSoon(): void {
    if (this.#shipTimer !== null) return;
    this.#shipTimer = setTimeout(() => {
      this.#shipTimer = null;
      this.ctx.waitUntil(this.#ship());
    }, SHIP_DELAY_MS);
  }

  /** A failure loses nothing: the events stay in the store, and the alarm makes another attempt. */
  async #ship(): Promise<void> {
    try {
      await ship(this.#session, (events) => this.#send(events));
    } catch (cause) {
      logError("events_not_queued", { session: this.name }, cause);
    }
  }

  async #send(events: readonly RelayEvent[]): Promise<void> {
    await this.env.EVENTS.send({ events });
  }

  /** Memory knows it exactly; what the socket carries must do after a hibernation. */
  #noteHeard(connection: Connection<SocketState>): void {
    const { state } = connection;
    this.#lastFrameAtMs = Date.now();
    if (state !== null && this.#lastFrameAtMs - state.heardAtMs >= HEARD_EVERY_MS)
      connection.setState({ ...state, heardAtMs: this.#lastFrameAtMs });
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
