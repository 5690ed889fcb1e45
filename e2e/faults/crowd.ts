/** Apps and callers that go on through every fault, and remember exactly what they were answered. */
import { connect, reply, type Session, type ToolDefinition } from "@agent-socket/sdk";
import { isJsonObject, limits, parseJson } from "@agent-socket/protocol";
import { sleep } from "./faulty-way.ts";
import type { KnownApp } from "./place.ts";
import type { Random } from "./random.ts";

const SESSIONS = 4;
const LINKS_PER_SESSION = 15;
const CALLERS = 24;
/** After an answer that says "not now", as a caller would. */
const PATIENCE_MS = 150;

/** What an error code means for the books; others are refused before they are a call. */
const COUNTED = new Set(["app_offline", "outcome_unknown", "too_many_inflight", "invalid_input"]);

export class Crowd {
  /** The outcome of each answered call that must be in the books, by its request id. */
  readonly answered = new Map<string, string>();
  /** Requests without an answer: whether they became calls, nobody outside knows. */
  cut = 0;
  /** Answers that are no calls, by code. */
  readonly uncounted = new Map<string, number>();
  readonly #app: KnownApp;
  readonly #relayUrl: string;
  readonly #sessions: Session[] = [];
  readonly #links: string[] = [];

  constructor(app: KnownApp, relayUrl: string) {
    this.#app = app;
    this.#relayUrl = relayUrl;
  }

  async gather(): Promise<void> {
    for (let count = 0; count < SESSIONS; count++) {
      const session = await connect({ ...this.#app, baseUrl: this.#relayUrl, tools });
      await session.ready;
      this.#sessions.push(session);
      for (let made = 0; made < LINKS_PER_SESSION; made++)
        this.#links.push((await session.mintAgentToken()).url);
    }
  }

  /** Until so many calls were answered, in all. */
  async callUntil(total: number, random: Random): Promise<void> {
    const caller = async (): Promise<void> => {
      while (this.answered.size < total) if (!(await this.#call(random))) await sleep(PATIENCE_MS);
    };
    await Promise.all(Array.from({ length: CALLERS }, caller));
  }

  async leave(): Promise<void> {
    await Promise.all(this.#sessions.map((session) => session.close().catch(() => undefined)));
  }

  /** `false`: better wait a little. */
  async #call(random: Random): Promise<boolean> {
    const link = this.#links[Math.floor(random() * this.#links.length)] ?? "";
    const path = random() < 0.1 ? "/refuse" : "/echo";
    try {
      const response = await fetch(link + path, {
        method: "POST",
        body: '{"n":1}',
        signal: AbortSignal.timeout(60_000),
      });
      return this.#note(response.status, response.headers.get("x-request-id") ?? "", await response.text());
    } catch {
      this.cut += 1;
      return false;
    }
  }

  #note(status: number, requestId: string, text: string): boolean {
    const code = errorCode(text);
    if (code === null) {
      this.answered.set(requestId, status < 400 ? "ok" : "tool_error");
      return true;
    }
    if (COUNTED.has(code)) this.answered.set(requestId, code);
    else this.uncounted.set(code, (this.uncounted.get(code) ?? 0) + 1);
    return false;
  }
}

const tools: readonly ToolDefinition[] = [
  { path: "/echo", description: "Says it back.", handler: ({ input }) => input },
  { path: "/refuse", description: "Says no.", handler: () => reply(409, { why: "no" }) },
];

/** Of an answer of the relay's own; `null` for one of the app. */
function errorCode(text: string): string | null {
  const parsed = parseJson(text, limits.MAX_JSON_DEPTH);
  if (parsed === null || !isJsonObject(parsed.value)) return null;
  const { error } = parsed.value;
  return error !== undefined && isJsonObject(error) && typeof error["code"] === "string"
    ? error["code"]
    : null;
}
