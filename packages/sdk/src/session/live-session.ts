/** The session behind `connect`: joins the connection, the calls, the requests and the store. */
import type { AppFrame } from "@agent-socket/protocol";
import { AgentSocketError } from "../agent-socket-error.ts";
import type { Connection, Credentials, Trouble } from "../connection/connection.ts";
import { type Host, Shell } from "../connection/shell.ts";
import type { ToolSummary } from "../tools/tool-summary.ts";
import { readTools, type ToolTable } from "../tools/tool-table.ts";
import type { ToolDefinition } from "../tools/tool.ts";
import { SDK_NAME } from "../sdk-name.ts";
import type { Activity } from "./activity.ts";
import { Calls } from "./calls.ts";
import { Emitter } from "./emitter.ts";
import { Memory } from "./memory.ts";
import { type CheckedOptions, type ConnectOptions, readMintOptions, readOptions } from "./options.ts";
import { Outbox } from "./outbox.ts";
import { receive } from "./receive.ts";
import { type Request, Requests } from "./requests.ts";
import type {
  AgentLink,
  AgentLinkSummary,
  MintOptions,
  Session,
  SessionEvents,
  SessionStatus,
} from "./session.ts";
import { statusOf } from "./status.ts";

export class LiveSession implements Session {
  readonly ready: Promise<void>;
  readonly #options: CheckedOptions;
  readonly #shell: Shell;
  readonly #calls: Calls;
  readonly #requests: Requests;
  readonly #outbox: Outbox;
  readonly #memory: Memory;
  readonly #emitter = new Emitter<SessionEvents>();
  #connection: Connection = { state: "idle" };
  #tools: ToolTable;
  /** Links that were to be revoked while the connection was away. */
  readonly #revoking = new Set<string>();
  #markReady: () => void = () => undefined;
  #markFailed: (error: AgentSocketError) => void = () => undefined;

  constructor(options: ConnectOptions) {
    const checked = readOptions(options);
    this.#options = checked;
    this.#tools = checked.tools;
    this.#memory = new Memory(checked.store);
    const send = (text: string): boolean => this.#shell.send(text);
    this.#requests = new Requests(send);
    this.#outbox = new Outbox(send);
    this.#calls = new Calls({
      person: checked.person,
      tools: () => this.#tools,
      isPaused: () => this.isPaused,
      send,
      report: (activity) => this.#emitter.emit("activity", activity),
    });
    this.#shell = new Shell({ url: checked.socketUrl, WebSocket: checked.WebSocket, host: this.#host() });
    this.ready = new Promise((resolve, reject) => {
      this.#markReady = resolve;
      this.#markFailed = reject;
    });
    // Whoever waits for it is told; that nobody does is no fault.
    this.ready.catch(() => undefined);
    const { onStatus, onActivity, onLinksLost } = options;
    this.on("status", (status) => onStatus?.(status, this));
    this.on("activity", (activity) => onActivity?.(activity, this));
    this.on("linksLost", (lost) => onLinksLost?.(lost, this));
    void this.#begin();
  }

  get status(): SessionStatus {
    return statusOf(this.#connection);
  }

  get error(): AgentSocketError | null {
    const trouble = "trouble" in this.#connection ? this.#connection.trouble : null;
    return trouble === null ? null : errorOf(trouble);
  }

  get sessionId(): string | null {
    return this.#memory.credentials?.sessionId ?? null;
  }

  get app(): Session["app"] {
    const { appId, appName = null, appDescription = null } = this.#options.registration;
    return { appId, name: appName, description: appDescription };
  }

  get tools(): readonly ToolSummary[] {
    return this.#tools.summaries;
  }

  get links(): readonly AgentLink[] {
    return this.#memory.links;
  }

  get isPaused(): boolean {
    return this.#memory.isPaused;
  }

  pause(): void {
    this.#setPaused(true);
  }

  resume(): void {
    this.#setPaused(false);
  }

  takeOver(): void {
    this.#options.turn?.take();
  }

  async mintAgentToken(options: MintOptions = {}): Promise<AgentLink> {
    const wanted = readMintOptions(options, this.#tools);
    const reply = await this.#ask({ type: "mint_agent_token", ...wanted });
    if (reply.type !== "mint_agent_token_reply") throw mixedUp();
    const { token, tokenId, url, label, expiresAt } = reply;
    const link: AgentLink = { token, tokenId, url, label, expiresAt };
    this.#memory.links = [...this.links, link];
    this.#memory.save();
    return link;
  }

  async listAgentTokens(): Promise<readonly AgentLinkSummary[]> {
    const reply = await this.#ask({ type: "list_agent_tokens" });
    if (reply.type !== "list_agent_tokens_reply") throw mixedUp();
    return reply.tokens;
  }

  async revokeAgentToken(tokenId: string): Promise<void> {
    this.#revoking.add(tokenId);
    try {
      await this.#ask({ type: "revoke_agent_token", tokenId });
      this.#memory.forgetLink(tokenId);
    } finally {
      this.#revoking.delete(tokenId);
    }
  }

  async updateTools(tools: readonly ToolDefinition[]): Promise<void> {
    const before = this.#tools;
    const table = readTools(tools, this.#options.person);
    // A resume on the way brings the new ones as well, so they count from now on.
    this.#tools = table;
    try {
      await this.#ask({ type: "update_tools", tools: [...table.wire] });
    } catch (cause) {
      if (this.#tools === table) this.#tools = before;
      throw cause;
    }
  }

  emit(event: string, data?: unknown): void {
    if (this.#connection.state !== "ended") this.#outbox.add(event, data);
  }

  on<Name extends keyof SessionEvents>(
    name: Name,
    listener: (event: SessionEvents[Name]) => void,
  ): () => void {
    return this.#emitter.on(name, listener);
  }

  onActivity(listener: (activity: Activity) => void): () => void {
    return this.on("activity", listener);
  }

  async close(): Promise<void> {
    const wasOver = this.#connection.state === "ended";
    const closed = this.#shell.close();
    if (!wasOver) this.#over(new AgentSocketError("closed", "The session was closed."));
    await closed;
  }

  async #begin(): Promise<void> {
    const wasPaused = this.isPaused;
    await this.#options.turn?.wait({
      waits: () => this.#shell.standBy(),
      lost: () => {
        this.#shell.standBy();
        void this.#begin();
      },
    });
    await this.#memory.load();
    if (this.isPaused !== wasPaused) this.#emitter.emit("paused", this.isPaused);
    this.#shell.start(this.#memory.credentials);
  }

  #setPaused(isPaused: boolean): void {
    if (this.isPaused === isPaused) return;
    this.#memory.isPaused = isPaused;
    this.#memory.save();
    this.#emitter.emit("paused", isPaused);
  }

  #ask(request: Request): ReturnType<Requests["ask"]> {
    if (this.#connection.state !== "ended") return this.#requests.ask(request);
    throw new AgentSocketError("closed", "The session has ended. Call connect() for a new one.");
  }

  #host(): Host {
    const receivers = {
      calls: this.#calls,
      requests: this.#requests,
      memory: this.#memory,
      emitter: this.#emitter,
    };
    return {
      introduce: (credentials) => this.#introduction(credentials),
      received: (frame) => receive(frame, receivers),
      limited: (limits) => this.#calls.setLimits(limits),
      keep: (credentials) => {
        this.#memory.credentials = credentials;
        this.#memory.save();
      },
      forget: () => this.#memory.forget(),
      linksLost: () => this.#loseLinks(),
      ready: () => {
        this.#markReady();
        this.#requests.sendAll();
        this.#outbox.sendAll();
      },
      cutOff: () => {
        this.#requests.pause();
        this.#calls.cancelAll("connection_lost");
      },
      gaveUp: (trouble) => {
        this.#explain(trouble);
        this.#over(errorOf(trouble));
      },
      changed: (connection) => this.#changed(connection),
    };
  }

  #introduction(credentials: Credentials | null): AppFrame {
    const registration = {
      ...this.#options.registration,
      tools: [...this.#tools.wire],
      sdk: SDK_NAME,
      answersPing: true,
    };
    return credentials === null
      ? { type: "register", ...registration }
      : { type: "resume", ...credentials, ...registration, revokeTokens: [...this.#revoking] };
  }

  #changed(connection: Connection): void {
    const [status, code] = [this.status, this.error?.code];
    this.#connection = connection;
    if (this.status !== status || this.error?.code !== code) this.#emitter.emit("status", this.status);
  }

  #loseLinks(): void {
    const tokenIds = this.links.map(({ tokenId }) => tokenId);
    this.#memory.links = [];
    this.#memory.save();
    this.#emitter.emit("linksLost", { tokenIds });
  }

  /** For the developer alone, and rare: loaded only then, and missed by nobody else where that fails. */
  #explain(trouble: Trouble): void {
    import("./explain.ts").then(
      ({ explainInConsole }) => explainInConsole(trouble, this.#options.registration.appId),
      () => undefined,
    );
  }

  #over(error: AgentSocketError): void {
    this.#markFailed(error);
    this.#requests.failAll(error);
    this.#calls.cancelAll(error.code);
    this.#outbox.stop();
    this.#options.release();
  }
}

const errorOf = ({ code, message, hint }: Trouble): AgentSocketError =>
  new AgentSocketError(code, message, hint);

const mixedUp = (): AgentSocketError =>
  new AgentSocketError("internal", "The relay answered another request than was asked.");
