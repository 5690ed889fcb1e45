/** An app of which a hundredth of the answers goes wrong, each in one of the ways that apps have; it always comes back. */
import { accepted, RawApp, type ToolCall, type ToolReply } from "../clients/raw-app.ts";
import type { KnownApp } from "../faults/place.ts";
import type { Random } from "../faults/random.ts";
import { sleep } from "../faults/faulty-way.ts";

const FAULT_SHARE = 0.01;
const LINKS = 25;
const TOOL_TIMEOUT_MS = 1_500;
const AWAY_MS = 400;
const TOOLS = [{ path: "/echo", description: "Says back what it was told.", timeout_ms: TOOL_TIMEOUT_MS }];

/** `null`: no answer. */
type Way = (app: FallibleApp, call: ToolCall, reply: ToolReply) => ToolReply | null | Promise<ToolReply>;

const WAYS: Readonly<Record<string, Way>> = {
  silent: () => null,
  late: async (_app, _call, reply) => {
    await sleep(TOOL_TIMEOUT_MS + 300);
    return reply;
  },
  twice: (app, call, reply) => {
    app.socket.reply(call, reply);
    return reply;
  },
  strange: (app, _call, reply) => {
    app.socket.send({ type: "tool_reply", id: `call_${crypto.randomUUID()}`, status: 200, ...reply });
    return reply;
  },
  malformed: () => ({ status: 999 }),
  vanishing: (app) => {
    app.vanish();
    return null;
  },
};

export class FallibleApp {
  /** How often each call came here, by what it says. */
  readonly dispatched = new Map<string, number>();
  /** What each way to go wrong came to. */
  readonly wrong = new Map<string, number>();
  readonly links: readonly string[];
  readonly index: number;
  readonly #relayUrl: string;
  readonly #known: KnownApp;
  readonly #random: Random;
  #registered: { readonly sessionId: string; readonly resumeSecret: string };
  #socket: RawApp;
  #isLeaving = false;

  private constructor(
    relayUrl: string,
    known: KnownApp,
    rest: {
      socket: RawApp;
      registered: FallibleApp["registered"];
      links: readonly string[];
      index: number;
      random: Random;
    },
  ) {
    this.#relayUrl = relayUrl;
    this.#known = known;
    this.#socket = rest.socket;
    this.#registered = rest.registered;
    this.links = rest.links;
    this.index = rest.index;
    this.#random = rest.random;
    this.#serve();
  }

  static async open(relayUrl: string, known: KnownApp, index: number, random: Random): Promise<FallibleApp> {
    const socket = await dial(relayUrl, "");
    socket.send({ type: "register", ...known, tools: TOOLS });
    const registered = accepted(await socket.next("register_reply"));
    const links: string[] = [];
    for (let made = 0; made < LINKS; made++) links.push(accepted(await socket.ask("mint_agent_token")).url);
    return new FallibleApp(relayUrl, known, { socket, registered, links, index, random });
  }

  get socket(): RawApp {
    return this.#socket;
  }

  get registered(): { readonly sessionId: string; readonly resumeSecret: string } {
    return this.#registered;
  }

  /** Its answer to what it was told, so that nobody can take it for another's. */
  answerTo(said: string): string {
    return JSON.stringify({ said, by: this.index });
  }

  /** A new link and its end, as the app asks for both; `null` when the app is away. */
  async shortLived(use: (url: string) => Promise<void>): Promise<string | null> {
    try {
      const { url, tokenId } = accepted(await this.#socket.ask("mint_agent_token"));
      await use(url);
      accepted(await this.#socket.ask("revoke_agent_token", { tokenId }));
      return url;
    } catch {
      // Its socket went meanwhile, as it may here at any time: whether the link was revoked is not known.
      return null;
    }
  }

  vanish(): void {
    this.#socket.vanish();
    void this.#comeBack();
  }

  leave(): void {
    this.#isLeaving = true;
    this.#socket.close(1000);
  }

  async #comeBack(): Promise<void> {
    await sleep(AWAY_MS * this.#random());
    if (this.#isLeaving) return;
    const { sessionId, resumeSecret: secret } = this.#registered;
    const socket = await dial(this.#relayUrl, `?session=${sessionId}`);
    socket.send({ type: "resume", sessionId, secret, ...this.#known, tools: TOOLS });
    this.#registered = accepted(await socket.next("register_reply"));
    this.#socket = socket;
    this.#serve();
  }

  #serve(): void {
    const socket = this.#socket;
    socket.keepAlive();
    socket.serve("/echo", async (call) => {
      const reply = await this.#replyTo(call);
      // Nobody answers: the call ends by its deadline or with the socket.
      return reply ?? new Promise<never>(() => undefined);
    });
  }

  async #replyTo(call: ToolCall): Promise<ToolReply | null> {
    const said = saidIn(call.body);
    this.dispatched.set(said, (this.dispatched.get(said) ?? 0) + 1);
    const reply = { body: this.answerTo(said), contentType: "application/json" };
    const chance = this.#random();
    if (chance >= FAULT_SHARE) return reply;
    const [name, way] =
      Object.entries(WAYS)[Math.floor((chance / FAULT_SHARE) * Object.keys(WAYS).length)] ?? [];
    if (name === undefined || way === undefined) return reply;
    this.wrong.set(name, (this.wrong.get(name) ?? 0) + 1);
    return way(this, call, reply);
  }
}

const dial = (relayUrl: string, query: string): Promise<RawApp> =>
  RawApp.dial(`${relayUrl.replace(/^http/, "ws")}/v1/_ws${query}`, {
    headers: { "cf-connecting-ip": `10.1.0.${Math.floor(Math.random() * 250)}` },
  });

/** The arguments of a call are one text, `say`. */
function saidIn(body: string): string {
  const [, said = ""] = /"say":"([^"]+)"/.exec(body) ?? [];
  return said;
}
