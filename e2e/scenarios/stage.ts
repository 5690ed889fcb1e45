/** What a scenario acts on: the apps and agents it brings in, all of which are gone when it ends. */
import { connect, type ConnectOptions, type Session } from "@agent-socket/sdk";
import { Agent, type Answer, ask, type AskOptions } from "../clients/agent.ts";
import { accepted, type Frame, RawApp } from "../clients/raw-app.ts";
import type { RestartGate } from "./restart-gate.ts";
import { serveToolbox, toolbox } from "./toolbox.ts";
import type { World } from "./world.ts";

export type DialOptions = {
  readonly session?: string;
  /** Of an address that names no session. */
  readonly query?: string;
  readonly origin?: string;
  readonly headers?: Record<string, string>;
};
export type Registered = Extract<Frame<"register_reply">, { ok: true }>;
export type Minted = Extract<Frame<"mint_agent_token_reply">, { ok: true }>;

const LOOK_AGAIN_MS = 25;

export class Stage {
  readonly world: World;
  readonly #scenarioId: number;
  readonly #gate: RestartGate | null;
  readonly #apps: RawApp[] = [];
  readonly #endings: (() => void)[] = [];
  #isOver = false;
  #lastMiss: unknown = null;

  /** The relay limits what one address may do, and scenarios that run at once must not use up each other's share. */
  readonly #address: Readonly<Record<string, string>>;

  constructor(world: World, scenarioId: number, gate: RestartGate | null) {
    this.world = world;
    this.#scenarioId = scenarioId;
    this.#address = { "cf-connecting-ip": `192.0.2.${scenarioId}` };
    this.#gate = gate;
  }

  /** An open socket at the app's door on which nothing was said yet. */
  async dial(options: DialOptions = {}): Promise<RawApp> {
    const query = options.session === undefined ? (options.query ?? "") : `?session=${options.session}`;
    const address = `${this.world.relayUrl.replace(/^http/, "ws")}/v1/_ws${query}`;
    const app = await RawApp.dial(address, { ...options, headers: { ...this.#address, ...options.headers } });
    this.#apps.push(app);
    return app;
  }

  /** Dials and registers; the reply may be a refusal. */
  async register(
    registration: object = {},
    options: DialOptions = {},
  ): Promise<{ readonly app: RawApp; readonly reply: Frame<"register_reply"> }> {
    const app = await this.dial(options);
    serveToolbox(app);
    app.send(registerFrame(registration));
    return { app, reply: await app.next("register_reply") };
  }

  /** Dials the session and resumes it; the reply may be a refusal. */
  async resume(
    session: { readonly sessionId: string; readonly resumeSecret: string },
    registration: object = {},
    options: DialOptions = {},
  ) {
    const app = await this.dial({ session: session.sessionId, ...options });
    serveToolbox(app);
    app.send({
      ...registerFrame(registration),
      type: "resume",
      sessionId: session.sessionId,
      secret: session.resumeSecret,
    });
    return { app, reply: await app.next("register_reply") };
  }

  /** An app with the toolbox, and an agent that was given a link to it. */
  async open(registration: object = {}, options: DialOptions = {}) {
    const { app, reply } = await this.register(registration, options);
    const session: Registered = accepted(reply);
    const { agent, link } = await this.mint(app);
    return { app, session, agent, link };
  }

  async mint(app: RawApp, terms: object = {}): Promise<{ readonly agent: Agent; readonly link: Minted }> {
    const link = accepted(await app.ask("mint_agent_token", terms));
    return { agent: new Agent(link.url), link };
  }

  /** An app that uses the SDK, as a developer would. */
  async connect(options: Partial<ConnectOptions> & Pick<ConnectOptions, "tools">): Promise<Session> {
    const session = await connect({ appId: "as_app_anon", baseUrl: this.world.relayUrl, ...options });
    this.whenDone(() => void session.close().catch(() => undefined));
    return session;
  }

  /** A request to the relay itself, outside of any link. */
  askRelay(method: string, path: string, options: AskOptions = {}): Promise<Answer> {
    return ask(method, this.world.relayUrl + path, {
      ...options,
      headers: { ...this.#address, ...options.headers },
    });
  }

  /** Resolves when the relay was killed, together with all that it held in memory, and answers again. */
  crashRelay(): Promise<void> {
    if (this.#gate === null)
      throw new Error(`Scenario ${this.#scenarioId} must be a restartScenario to crash the relay.`);
    return this.#gate.pass();
  }

  /** Looks again and again until `check` passes; the scenario's deadline says when that is too late. */
  async eventually(check: () => void | Promise<void>): Promise<void> {
    while (!this.#isOver) {
      try {
        return await check();
      } catch (cause) {
        this.#lastMiss = cause;
        await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_MS));
      }
    }
  }

  /** Runs when the scenario ends, however it ends. */
  whenDone(ending: () => void): void {
    this.#endings.push(ending);
  }

  /** The first thing that any app of the scenario heard against the protocol. */
  fault(): Error | null {
    return this.#apps.map((app) => app.fault).find((fault) => fault !== null) ?? null;
  }

  /** For a scenario that hangs: what its apps heard last. */
  whatIsOpen(): string {
    const last = this.#apps.map(
      ({ heard }, index) =>
        `app ${index + 1} heard ${heard.length} frames, last ${withoutToken(heard.at(-1) ?? "none")}`,
    );
    return [...last, ...(this.#lastMiss === null ? [] : [`last look: ${String(this.#lastMiss)}`])].join("; ");
  }

  clear(): void {
    this.#isOver = true;
    for (const app of this.#apps) app.vanish();
    for (const ending of this.#endings) ending();
  }
}

const withoutToken = (text: string): string => text.slice(0, 200).replaceAll(/[A-Za-z0-9_-]{22,}/g, "…");

/** The toolbox, but for what `registration` says otherwise. */
const registerFrame = (registration: object): object => ({
  type: "register",
  appId: "as_app_anon",
  appName: "Toolbox",
  appDescription: "A box of tools to try.",
  tools: toolbox,
  ...registration,
});
