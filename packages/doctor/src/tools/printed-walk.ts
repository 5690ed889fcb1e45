/** How far a tool can be reached by nothing but printed links. Opens pages for choosing alone, which run nothing. */
import { limits } from "@agent-socket/protocol";
import type { Link } from "../link.ts";
import { CannotReach } from "../reader/cannot-reach.ts";
import type { Page } from "../reader/page-cache.ts";
import { policies } from "../reader/policies.ts";
import { linksIn, type PrintedLink } from "../reader/printed-links.ts";
import { Reader } from "../reader/reader.ts";
import type { ToolReach } from "../report.ts";
import type { ListedTool } from "./tool-list.ts";

const CHOOSE = "/_as/pick";
const ASK = "/_as/ask";
const TOOLS = "/_as/tools";
const MOST_STEPS = 20;
const MOST_TOOL_PAGES = 40;

export class PrintedWalk {
  readonly #link: Link;
  readonly #reader = new Reader({ ...policies["fetch-printed"], repeats: 0 });
  #links: readonly PrintedLink[] = [];

  constructor(link: Link) {
    this.#link = link;
    this.#reader.hear(link.url);
  }

  /** Reads the first page, and those that list what did not fit it. */
  async start(): Promise<void> {
    const queue = [this.#link.url];
    const seen = new Set(queue);
    for (let page = 0; page < MOST_TOOL_PAGES; page += 1) {
      const url = queue.shift();
      if (url === undefined) return;
      const links = linksIn((await this.#reader.open(url)).text);
      this.#links = [...this.#links, ...links];
      for (const more of links.filter((link) => this.#leadsTo(link, TOOLS)))
        if (!seen.has(more.url)) {
          seen.add(more.url);
          queue.push(more.url);
        }
    }
  }

  /** Whether links may call it: a reader that composes addresses needs no more than that. */
  isOffered({ path }: ListedTool): boolean {
    return this.#links.some((link) => this.#leadsTo(link, CHOOSE + path) || this.#leadsTo(link, path));
  }

  async reach({ path }: ListedTool): Promise<ToolReach> {
    try {
      return await this.#reach(path);
    } catch (cause) {
      if (cause instanceof CannotReach) return { reach: "no", why: cause.message };
      throw cause;
    }
  }

  async #reach(path: string): Promise<ToolReach> {
    const choosing = this.#links.find((link) => this.#leadsTo(link, CHOOSE + path));
    if (choosing !== undefined) return this.#choose(path, choosing.url);
    const runs = this.#links.some((link) => this.#leadsTo(link, path));
    return runs ? { reach: "yes", why: "" } : { reach: "no", why: "no link of it is printed" };
  }

  /** Takes the first choice on each page: where that can be listed, so can the others. */
  async #choose(path: string, start: string): Promise<ToolReach> {
    let url: string | undefined = start;
    for (let step = 0; step < MOST_STEPS && url !== undefined; step += 1) {
      const page: Page = await this.#reader.open(url);
      const links = linksIn(page.text);
      const running = links.filter((link) => this.#leadsTo(link, path));
      if (running.some(({ isTemplate }) => isTemplate)) return this.#free(links, running);
      const tooLong = running.find(({ url: { length } }) => length > limits.MAX_LINK_CHARS);
      if (tooLong !== undefined)
        return { reach: "no", why: `the address of the call has ${tooLong.url.length} characters` };
      if (running.length > 0) return { reach: "yes", why: "" };
      url = links.find((link) => this.#leadsTo(link, CHOOSE + path))?.url;
    }
    return { reach: "no", why: "its pages for choosing lead to no call" };
  }

  /** An argument that cannot be listed. */
  #free(links: readonly PrintedLink[], running: readonly PrintedLink[]): ToolReach {
    const ask = links.some((link) => this.#leadsTo(link, ASK));
    if (ask) return { reach: "person", why: "a value is free text: the person in the app fills it in" };
    const why = "a value is free text, and the app cannot ask its person";
    const hasExamples = running.some(({ isTemplate }) => !isTemplate);
    return { reach: hasExamples ? "printed values" : "no", why };
  }

  #leadsTo({ url }: PrintedLink, path: string): boolean {
    const address = `${this.#link.url}${path}`;
    return url === address || url.startsWith(`${address}?`) || (path === ASK && url.startsWith(address));
  }
}
