/** The agents of a history: they make calls through links, and hand every answer to the ledger. */
import { isJsonObject, type Json } from "@agent-socket/protocol";
import { HANG_UP_HEADER } from "../crashing-worker-words.fixture.ts";
import type { Ask, Heard, Ledger } from "./ledger.fixture.ts";
import type { Target } from "./step.fixture.ts";

export type TestLink = { readonly url: string; readonly tokenId: string };
/** A request as it may be made again. */
type Made = { readonly asks: readonly Ask[]; readonly send: () => Promise<Response> };

const ANSWER_WITHIN_MS = 15_000;

export class Agents {
  readonly #ledger: Ledger;
  /** What each request without an answer is about. */
  readonly #running = new Set<readonly Ask[]>();
  /** Addresses of tasks, and whose they are. */
  readonly #tasks = new Map<string, Ask>();
  readonly #keyed = new Map<string, Made>();
  #made = 0;

  constructor(ledger: Ledger) {
    this.#ledger = ledger;
  }

  /** Whether a request that has no answer yet is about this call. */
  waitFor(nonce: string): boolean {
    return [...this.#running].some((asks) => asks.some((ask) => ask.nonce === nonce));
  }

  /** Opens an address under the link that calls nothing. */
  async look(link: TestLink | undefined, path = ""): Promise<void> {
    if (link !== undefined) await (await fetch(link.url + path)).text();
  }

  call(link: TestLink, target: Target): void {
    const key = target.isKeyed ? `k-${target.name.replaceAll(" ", "-")}` : null;
    const base = key === null ? `n${++this.#made}` : `${key}@${link.tokenId}`;
    const nonces = target.tools.map((_, index) => (target.how === "batch" ? `${base}#${index}` : base));
    const isTooLate = this.#ledger.isRevoked(link.tokenId);
    const isLost = target.hangUpAfterMs !== undefined;
    const { tokenId } = link;
    const asks = nonces.map((nonce) =>
      this.#ledger.asked({ nonce, tokenId, isKeyed: key !== null, isTooLate, isLost }),
    );
    const made = { asks, send: () => request(link, target, nonces, key ?? base) };
    if (key !== null) this.#keyed.set(base, made);
    this.#run(made);
  }

  /** Every request that was made has its answer, or the rule of one answer is broken. `help` is called meanwhile. */
  async settle(help: () => void = () => undefined): Promise<void> {
    const endsAtMs = Date.now() + ANSWER_WITHIN_MS;
    while (this.#running.size > 0 && Date.now() < endsAtMs) {
      help();
      await new Promise((resolve) => setTimeout(resolve, 2));
    }
    if (this.#running.size > 0)
      this.#ledger.fault("I1", `${this.#running.size} requests have no answer after ${ANSWER_WITHIN_MS} ms`);
  }

  /** Makes every call with a key once more: it must come to what it came to. */
  async repeatAll(): Promise<void> {
    for (const made of this.#keyed.values()) this.#run({ ...made, asks: [...made.asks] });
    await this.settle();
  }

  /** Every task has ended, and says the same each time. */
  async readTasks(): Promise<void> {
    await Promise.all([...this.#tasks].map(([url, ask]) => this.#readTask(url, ask)));
  }

  async #readTask(url: string, ask: Ask): Promise<void> {
    for (const wait of [5, 0]) {
      const [heard] = await entriesOf(await fetch(`${url}?wait=${wait}`));
      if (heard === undefined) throw new Error("An answer has one entry.");
      this.#ledger.heard(ask, heard);
      if (heard.code === "running") this.#ledger.fault("I1", `the task of ${ask.nonce} does not end`);
    }
  }

  #run({ asks, send }: Made): void {
    const { crashes } = this.#ledger;
    this.#running.add(asks);
    send()
      .then(entriesOf)
      .then((entries) => {
        const isCrashed = this.#ledger.crashes > crashes;
        for (const [index, ask] of asks.entries()) {
          const heard = entries[entries.length === 1 ? 0 : index];
          this.#hear(ask, heard === undefined ? heard : { ...heard, isCrashed });
        }
      })
      .catch((cause: unknown) => this.#ledger.fault("I1", `no answer at all: ${String(cause)}`))
      .finally(() => this.#running.delete(asks));
  }

  #hear(ask: Ask, heard: Heard | undefined): void {
    if (heard === undefined) return this.#ledger.fault("I1", `a batch forgot ${ask.nonce}`);
    this.#ledger.heard(ask, heard);
    const [task] = heard.text.match(/http[^\s"?]+\/_as\/tasks\/[\w-]+/) ?? [];
    if (heard.code === "running" && task !== undefined) this.#tasks.set(task, ask);
  }
}

function request(
  { url }: TestLink,
  { how, tools, isKeyed, waitSeconds, hangUpAfterMs }: Target,
  nonces: readonly string[],
  key: string,
): Promise<Response> {
  const [nonce = ""] = nonces;
  const headers: Record<string, string> = { prefer: `wait=${waitSeconds}` };
  if (hangUpAfterMs !== undefined) headers[HANG_UP_HEADER] = String(hangUpAfterMs);
  if (isKeyed && how !== "link") headers["idempotency-key"] = key;
  if (how === "link")
    return fetch(`${url}/${tools[0]}?nonce=${encodeURIComponent(nonce)}&_once=${key}&wait=${waitSeconds}`, {
      headers,
    });
  const batch = tools.map((tool, index) => ({ tool, arguments: { nonce: nonces[index] } }));
  const body = JSON.stringify(how === "batch" ? batch : { nonce });
  return fetch(`${url}/${how === "batch" ? "_as/batch" : tools[0]}`, { method: "POST", headers, body });
}

/** What a response says: one entry, or one for each call of a batch. */
async function entriesOf(response: Response): Promise<readonly Heard[]> {
  const text = await response.text();
  const isReplay = response.headers.get("idempotency-replayed") === "true";
  const outcome = response.headers.get("agent-socket-outcome");
  if (outcome !== null) return [{ code: outcome, text, isReplay }];
  const json: Json = JSON.parse(text);
  const results = isJsonObject(json) ? json["results"] : undefined;
  if (Array.isArray(results)) return results.map((result) => entry(result, JSON.stringify(result), isReplay));
  return [{ ...entry(json, text, isReplay), ...(response.status === 202 ? { code: "running" } : {}) }];
}

function entry(value: Json, text: string, isReplay: boolean): Heard {
  const object = isJsonObject(value) ? value : {};
  const error = object["error"] ?? null;
  if (isJsonObject(error)) return { code: String(error["code"]), text, isReplay };
  if (object["status"] === 202) return { code: "running", text, isReplay };
  return { code: object["status"] === 409 ? "tool_error" : "ok", text, isReplay };
}
