/** A reader that can open nothing but addresses which stand in the page before, and none that is too long. */
import { type JsonObject, limits } from "@agent-socket/protocol";
import { type Answer, byteLength, textAnswer } from "./answer.ts";
import { appTextPage } from "./app-text.ts";
import { briefing } from "./briefing.ts";
import { ASK_PREFIX, PICK_PREFIX, queryText, TEXT_PATH, TOOLS_PATH } from "./call-link.ts";
import { callPage } from "./call-page.ts";
import { textOf, urlsOf } from "./link-view.fixture.ts";
import type { LinkView } from "./link-view.ts";
import { pickPage } from "./pick-page.ts";
import { toolsPage } from "./tools-page.ts";

export type Call = { readonly path: string; readonly query: URLSearchParams };

export class PrintedReader {
  /** The pages opened so far, the briefing among them. */
  fetches = 0;
  readonly calls: Call[] = [];
  readonly #view: LinkView;
  #page = "";

  constructor(view: LinkView) {
    this.#view = view;
    this.#open(view.base);
  }

  get page(): string {
    return this.#page;
  }

  /** Follows links until one has run the call. */
  call(path: string, input: JsonObject): void {
    const wanted = new Map(Object.entries(input).map(([name, value]) => [name, queryText(value)]));
    for (let step = 0; step < 20; step++) {
      const next = this.#bestLink(path, wanted);
      if (next === undefined) throw new Error(`No way on to ${path} from:\n${this.#page}`);
      const count = this.calls.length;
      this.#open(next);
      if (this.calls.length > count) return;
    }
    throw new Error("The way to the call did not end.");
  }

  open(url: string): void {
    if (!urlsOf(this.#page).includes(url)) throw new Error(`${url} was not printed.`);
    this.#open(url);
  }

  #bestLink(path: string, wanted: ReadonlyMap<string, string>): string | undefined {
    const scored = urlsOf(this.#page)
      .filter((url) => url.length <= limits.MAX_LINK_CHARS && !url.includes("{"))
      .map((url) => ({ url, score: scoreOf(new URL(url), path, wanted) }))
      .filter(({ score }) => score >= 0);
    return scored.sort((a, b) => b.score - a.score)[0]?.url;
  }

  #open(url: string): void {
    this.fetches++;
    const answer = this.#serve(new URL(url));
    this.#page = textOf(answer);
    if (byteLength(this.#page) > limits.PAGE_BYTES)
      throw new Error(`${byteLength(this.#page)} bytes at ${url}`);
  }

  #serve({ pathname, searchParams }: URL): Answer {
    const view = this.#view;
    const path = decodeURIComponent(pathname.slice(new URL(view.base).pathname.length));
    const query = [...searchParams];
    if (path === "") return textAnswer(200, briefing(view), "text/plain");
    if (path === TOOLS_PATH) return toolsPage(view, query, "r");
    if (path === TEXT_PATH) return appTextPage(view, query);
    if (path.startsWith(PICK_PREFIX)) return pickPage(view, path.slice(PICK_PREFIX.length), query, "r");
    this.calls.push({ path, query: searchParams });
    const tool = view.tools.find((one) => one.path === path)?.name ?? path;
    const answer = {
      kind: "reply" as const,
      status: 200,
      contentType: "application/json",
      body: '{"ok":true}',
    };
    return callPage(
      view,
      { tool, input: {}, isPrinted: true },
      { isReplay: false, callId: null, result: { finishedAtMs: 0, answer } },
    );
  }
}

/** Below 0: leads elsewhere. The call itself first, then what has most of the arguments, then the narrower part. */
function scoreOf({ pathname, searchParams }: URL, path: string, wanted: ReadonlyMap<string, string>): number {
  const isPick = pathname.endsWith(`${PICK_PREFIX}${path}`);
  if (!pathname.endsWith(path) || pathname.includes(ASK_PREFIX)) return -1;
  const given = [...searchParams].filter(([name]) => !name.startsWith("_"));
  if (given.some(([name, text]) => wanted.get(name) !== text)) return -1;
  if (!isPick) return given.length === wanted.size ? 1_000_000 : -1;
  const [from, to] = [searchParams.get("_from"), searchParams.get("_to")];
  const value = Number(wanted.get(searchParams.get("_ask") ?? ""));
  if (to === null) return given.length * 100_000 + Number(from ?? 0);
  return value >= Number(from) && value <= Number(to)
    ? given.length * 100_000 + 50_000 - (Number(to) - Number(from))
    : -1;
}
