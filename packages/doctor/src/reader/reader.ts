/** A reader with exactly the powers of its policy: what the policy does not allow throws, and nothing is sent. */
import { CannotReach } from "./cannot-reach.ts";
import { type Page, PageCache } from "./page-cache.ts";
import type { Policy } from "./policy.ts";
import { PrintedAddresses } from "./printed-addresses.ts";
import { RequestBudget } from "./request-budget.ts";
import { robotsAllow } from "./robots.ts";

export type Surroundings = {
  /** Of its own unless it shares one. */
  readonly cache: PageCache;
  readonly now: () => number;
  /** From 0 to 1, as `Math.random`; tests give one that repeats itself. */
  readonly random: () => number;
};

type Sent = { readonly method: string; readonly url: string; readonly body?: string };

export class Reader {
  readonly policy: Policy;
  readonly #surroundings: Surroundings;
  readonly #printed = new PrintedAddresses();
  readonly #budget: RequestBudget;
  readonly #robots = new Map<string, Promise<string>>();
  #fetches = 0;

  constructor(policy: Policy, surroundings: Partial<Surroundings> = {}) {
    this.policy = policy;
    this.#surroundings = { cache: new PageCache(), now: Date.now, random: Math.random, ...surroundings };
    this.#budget = new RequestBudget(policy.requestsPerMinute ?? Infinity);
  }

  /** How often it opened an address, as the chat counts: repeats and cached pages are one each. */
  get fetches(): number {
    return this.#fetches;
  }

  /** What its user says: an address in it may be opened. */
  hear(message: string): void {
    this.#printed.learn(message);
  }

  async open(url: string): Promise<Page> {
    this.#mayOpen(url);
    this.#fetches += 1;
    const { cache, now, random } = this.#surroundings;
    const cached = cache.find(url, now());
    const page = cached ?? (await this.#fetch({ method: "GET", url }));
    if (cached === null && random() < this.policy.repeats) await this.#fetch({ method: "GET", url });
    if (cached === null && this.policy.cacheMs > 0) cache.keep(page, now() + this.policy.cacheMs);
    return this.#read(page);
  }

  async send(method: string, url: string, body?: string): Promise<Page> {
    if (this.policy.methods === "GET") throw new CannotReach("only GET", `It cannot send ${method}.`);
    this.#mayOpen(url);
    this.#fetches += 1;
    return this.#read(await this.#fetch({ method, url, ...(body === undefined ? {} : { body }) }));
  }

  #mayOpen(url: string): void {
    const { addresses, maxUrlChars } = this.policy;
    const isKnown =
      addresses === "any" ||
      this.#printed.has(url) ||
      (addresses === "composed" && this.#printed.compose(url));
    if (!isKnown)
      throw new CannotReach("never printed", "It opens no address that was not printed in what it read.");
    if (maxUrlChars !== null && url.length > maxUrlChars)
      throw new CannotReach("too long", `The address has ${url.length} characters; it opens ${maxUrlChars}.`);
  }

  async #fetch(sent: Sent): Promise<Page> {
    const { robotsName, requestsPerMinute } = this.policy;
    const { origin, pathname, search } = new URL(sent.url);
    if (robotsName !== null && !robotsAllow(await this.#robotsOf(origin), robotsName, pathname + search))
      throw new CannotReach("robots.txt", `robots.txt keeps ${robotsName} away, or cannot be read.`);
    if (!this.#budget.spend(this.#surroundings.now()))
      throw new CannotReach("too many requests", `It makes ${requestsPerMinute} requests a minute.`);
    return this.#exchange(sent);
  }

  /** A robots.txt that is not there allows all; one that cannot be read allows nothing. */
  #robotsOf(origin: string): Promise<string> {
    const known = this.#robots.get(origin);
    if (known !== undefined) return known;
    const asked = this.#exchange({ method: "GET", url: `${origin}/robots.txt` }).then(({ status, text }) =>
      status === 200 ? text : status === 404 || status === 410 ? "" : "User-agent: *\nDisallow: /",
    );
    this.#robots.set(origin, asked);
    return asked;
  }

  async #exchange({ method, url, body }: Sent): Promise<Page> {
    const { userAgent, accept, contentType, timeoutMs } = this.policy;
    const headers = {
      "user-agent": userAgent,
      accept,
      ...(contentType === null ? {} : { "content-type": contentType }),
    };
    try {
      const response = await fetch(url, {
        method,
        headers,
        redirect: "manual",
        signal: AbortSignal.timeout(timeoutMs),
        // As bytes, or `fetch` would say itself what they are.
        ...(body === undefined ? {} : { body: new TextEncoder().encode(body) }),
      });
      const text = await response.text();
      const type = response.headers.get("content-type") ?? "";
      return { url, status: response.status, contentType: type, headers: response.headers, text };
    } catch (cause) {
      throw new CannotReach("no answer", `There was no answer within ${timeoutMs / 1000} s.`, null, cause);
    }
  }

  /** What the chat is shown of an answer. */
  #read(page: Page): Page {
    const { status, contentType, headers } = page;
    const { contentTypes, readsErrors, maxTextChars } = this.policy;
    if (status >= 300 && status < 400)
      throw new CannotReach("redirect", `It is sent elsewhere (${status}), to ${hostOf(headers)}.`, status);
    const isText = contentTypes.test(contentType);
    if (status >= 400 && !(readsErrors && isText))
      throw new CannotReach(
        "error status",
        `The answer is ${status}, and it is shown no more than that.`,
        status,
      );
    if (!isText)
      throw new CannotReach("not text", `The answer is ${contentType || "of no type"}, not text.`, status);
    const text = page.text.slice(0, maxTextChars);
    this.#printed.learn(text);
    return { ...page, text };
  }
}

/** The address itself may hold the link's token. */
function hostOf(headers: Headers): string {
  const location = headers.get("location") ?? "";
  return URL.canParse(location) ? new URL(location).host : "another address of the same host";
}
