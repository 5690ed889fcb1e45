/** Callers of every kind, and what they were told: each answer is held against what the app did. */
import { isJsonObject, limits, parseJson } from "@agent-socket/protocol";
import { Agent, type Answer, type Body } from "../clients/agent.ts";
import { sleep } from "../faults/faulty-way.ts";
import type { Random } from "../faults/random.ts";
import type { FallibleApp } from "./fallible-app.ts";

const CALLERS = 10;
/** After an answer that says "not now", as a caller would. */
const PATIENCE_MS = 150;
/** What an error code means for the books; others are refused before they are a call. */
const COUNTED = new Set([
  "app_offline",
  "outcome_unknown",
  "too_many_inflight",
  "invalid_input",
  "tool_timeout",
  "bad_reply",
]);

type Kind = (load: Load, app: FallibleApp, agent: Agent) => Promise<void>;

class CountedAgent extends Agent {
  readonly #count: () => void;

  constructor(url: string, count: () => void) {
    super(url);
    this.#count = count;
  }

  override get(path?: string, headers?: Record<string, string>): Promise<Answer> {
    this.#count();
    return super.get(path, headers);
  }

  override post(path: string, body: Body, headers?: Record<string, string>): Promise<Answer> {
    this.#count();
    return super.post(path, body, headers);
  }
}

export class Load {
  /** The outcome of each call, by its request id. */
  readonly answered = new Map<string, string>();
  /** Requests without an answer. */
  cut = 0;
  /** All of them, calls or not. */
  requests = 0;
  readonly faults: string[] = [];
  readonly seen = new Map<string, number>();
  readonly #apps: readonly FallibleApp[];
  readonly #random: Random;

  constructor(apps: readonly FallibleApp[], random: Random) {
    this.#apps = apps;
    this.#random = random;
  }

  async runFor(ms: number): Promise<void> {
    const endsAt = performance.now() + ms;
    const caller = async (): Promise<void> => {
      while (performance.now() < endsAt && this.faults.length === 0) await this.#callOnce();
    };
    await Promise.all(Array.from({ length: CALLERS }, caller));
  }

  agent(url: string): Agent {
    return new CountedAgent(url, () => (this.requests += 1));
  }

  /** Holds one answer of a call against what was asked, and keeps what it came to; resolves with that. */
  async hold(answer: Answer, app: FallibleApp, said: string): Promise<string> {
    const outcome = outcomeOf(answer);
    this.count(outcome);
    if (outcome === "ok") this.#holdResult(answer, app, said);
    else if (outcome === "internal") this.fail(`a fault of ours: ${answer.text.slice(0, 300)}`);
    else if (!COUNTED.has(outcome)) await sleep(PATIENCE_MS);
    return outcome;
  }

  count(outcome: string): void {
    this.seen.set(outcome, (this.seen.get(outcome) ?? 0) + 1);
  }

  book(requestId: string, outcome: string): void {
    if (outcome === "ok" || COUNTED.has(outcome)) this.answered.set(requestId, outcome);
  }

  fail(what: string): void {
    this.faults.push(what);
  }

  #holdResult({ text }: Answer, app: FallibleApp, said: string): void {
    const wanted = app.answerTo(said);
    if (!text.includes(wanted)) this.fail(`I3: asked ${said}, told ${text.slice(0, 300)}`);
    if (!app.dispatched.has(said)) this.fail(`I4: a result for ${said}, which the app never got`);
  }

  async #callOnce(): Promise<void> {
    const app = this.#apps[Math.floor(this.#random() * this.#apps.length)];
    const url = app?.links[Math.floor(this.#random() * app.links.length)];
    const kind = KINDS[Math.floor(this.#random() * KINDS.length)];
    if (app === undefined || url === undefined || kind === undefined) return;
    try {
      await kind(this, app, this.agent(url));
    } catch (cause) {
      this.cut += 1;
      this.fail(`I1: no answer: ${cause instanceof Error ? cause.message : String(cause)}`);
    }
  }

  /** At most one dispatch of each call, looked at when all is over. */
  dispatchedTwice(): readonly string[] {
    return this.#apps.flatMap((app) =>
      [...app.dispatched].filter(([, times]) => times > 1).map(([said]) => said),
    );
  }
}

const requestIdOf = ({ headers }: Answer): string => headers.get("x-request-id") ?? "";

/** `ok`, or the error's code. */
function outcomeOf({ status, headers, text }: Answer): string {
  const named = headers.get("agent-socket-outcome");
  if (named !== null) return named;
  if (status === 200) return "ok";
  const parsed = parseJson(text, limits.MAX_JSON_DEPTH);
  const error = parsed !== null && isJsonObject(parsed.value) ? parsed.value["error"] : undefined;
  return error !== undefined && isJsonObject(error) ? String(error["code"]) : `status ${status}`;
}

const newSaying = (): string => crypto.randomUUID();

const plain: Kind = async (load, app, agent) => {
  const say = newSaying();
  const answer = await agent.post("/echo", { say });
  load.book(requestIdOf(answer), await load.hold(answer, app, say));
};

const repeated: Kind = async (load, app, agent) => {
  const say = newSaying();
  const first = await agent.post("/echo", { say }, { "idempotency-key": say });
  const outcome = await load.hold(first, app, say);
  load.book(requestIdOf(first), outcome);
  if (outcome !== "ok") return;
  const second = await agent.post("/echo", { say }, { "idempotency-key": say });
  if (second.status === 429) return;
  if (second.text !== first.text || second.headers.get("idempotency-replayed") !== "true")
    load.fail(`a repeat was answered ${second.status} ${second.text.slice(0, 200)}`);
};

const byLink: Kind = async (load, app, agent) => {
  const say = newSaying();
  const answer = await agent.get(`/echo?say=${say}&_once=${say}`);
  const outcome = await load.hold(answer, app, say);
  // What takes longer than a reader waits goes on, and its outcome is not known here.
  if (outcome === "running") load.fail("a call by link outlived the tool's own deadline");
  load.book(requestIdOf(answer), outcome);
};

const task: Kind = async (load, app, agent) => {
  const say = newSaying();
  const first = await agent.post("/echo", { say }, { prefer: "wait=0" });
  const [, id] = /"task"\s*:\s*"([^"]+)"/.exec(first.text) ?? [];
  const last = first.status === 202 && id !== undefined ? await agent.get(`/_as/tasks/${id}?wait=20`) : first;
  load.book(requestIdOf(first), await load.hold(last, app, say));
};

const reading: Kind = async (load, _app, agent) => {
  for (const path of ["", "/tools.json", "/openapi.json"]) {
    const { status, text } = await agent.get(path);
    if (status !== 200) load.fail(`${path} was answered ${status} ${text.slice(0, 200)}`);
  }
};

const revoked: Kind = async (load, app) => {
  const url = await app.shortLived(async (live) => plain(load, app, load.agent(live)));
  if (url === null) return;
  const say = newSaying();
  const answer = await load.agent(url).post("/echo", { say });
  if (answer.status !== 410 || app.dispatched.has(say))
    load.fail(`I6: a revoked link was answered ${answer.status}`);
  else load.count("refused after a revocation");
};

const KINDS: readonly Kind[] = [
  plain,
  plain,
  plain,
  plain,
  repeated,
  repeated,
  byLink,
  byLink,
  task,
  reading,
  revoked,
];
