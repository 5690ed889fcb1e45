/**
 * How a model acts that can open addresses and nothing else: it reads a page, and opens the link whose words bring it
 * nearest to what its user wants. It knows nothing of how addresses are made.
 */
import { addressesIn, linksIn, type Page, type Reader } from "@agent-socket/doctor";
import type { Goal } from "./goal.ts";
import { meaningOf, settled } from "./words-of-link.ts";

const DONE = /^(Done|Read|Already done|Declined|Not done|Not run)\b/;
const ASKS = /^Ask the person\b/;

type Candidate = { readonly url: string; readonly settles: number };

export class LinkBrain {
  readonly #reader: Reader;
  /** All that it has read, the newest last. */
  readonly #pages: Page[] = [];
  /** Links that ran a call: they would run nothing again. */
  readonly #spent = new Set<string>();

  constructor(reader: Reader) {
    this.#reader = reader;
  }

  /** Opens the address in its user's message. */
  async start(message: string): Promise<Page> {
    this.#reader.hear(message);
    const [link] = addressesIn(message);
    if (link === undefined) throw new Error("There is no address in the message.");
    return this.#open(link);
  }

  /** Follows links until the call is answered. */
  reach(goal: Goal): Promise<Page> {
    return this.#walk((page) => bestLink(page, goal, this.#spent));
  }

  /** Follows links to where the app's person is asked, and from there to what they said. */
  ask(goal: Goal): Promise<Page> {
    const known = { ...goal, arguments: {} };
    return this.#walk((page) => askLink(page, goal) ?? bestLink(page, known, this.#spent));
  }

  /** From the page that is nearest to the goal; where that leads nowhere any more, from the newest page. */
  async #walk(choose: (page: Page) => Candidate | null): Promise<Page> {
    const newest = this.#pages.slice(-1);
    const found = (await this.#walkFrom(this.#pages, choose)) ?? (await this.#walkFrom(newest, choose));
    if (found === null) throw new Error(`No printed link leads on from here:\n${this.#pages.at(-1)?.text}`);
    return found;
  }

  async #walkFrom(pages: readonly Page[], choose: (page: Page) => Candidate | null): Promise<Page | null> {
    let next = bestOf(pages, choose);
    const opened = new Set<string>();
    while (next !== null && !opened.has(next.url)) {
      opened.add(next.url);
      const page = await this.#open(next.url);
      if (DONE.test(page.text)) {
        this.#spent.add(next.url);
        return page;
      }
      next = waitingLink(page) ?? bestOf([page], choose);
    }
    return null;
  }

  async #open(url: string): Promise<Page> {
    const page = await this.#reader.open(url);
    this.#pages.push(page);
    return page;
  }
}

/** Of pages that bring it equally near, the newest: what it says is fresh. */
function bestOf(pages: readonly Page[], choose: (page: Page) => Candidate | null): Candidate | null {
  const candidates = pages.toReversed().flatMap((page) => choose(page) ?? []);
  return candidates.toSorted((a, b) => b.settles - a.settles)[0] ?? null;
}

function bestLink(page: Page, goal: Goal, spent: ReadonlySet<string>): Candidate | null {
  const own = chosenOn(page, goal);
  if (own === null) return null;
  const candidates = linksIn(page.text).flatMap((link) => {
    const chosen = settled(meaningOf(link), goal.arguments);
    const isOfUse =
      chosen !== null &&
      !link.isTemplate &&
      !spent.has(link.url) &&
      !ASKS.test(link.meaning) &&
      (isAbout([link.meaning, ...link.under.filter(isNoHeading)], goal) ||
        (own.isItsPage && (chosen > 0 || /^Run\b/.test(link.meaning))));
    return isOfUse ? [{ url: link.url, settles: own.settles + chosen }] : [];
  });
  return candidates.toSorted((a, b) => b.settles - a.settles)[0] ?? null;
}

/** What the page says was chosen before; `null` where that was something else. */
function chosenOn(
  { text }: Page,
  goal: Goal,
): { readonly isItsPage: boolean; readonly settles: number } | null {
  const [, before] = /^Chosen so far: (.*)$/m.exec(text) ?? [];
  const isItsPage = before !== undefined && isAbout([text.split("\n", 1).join("")], goal);
  if (before === undefined) return { isItsPage, settles: 0 };
  const settles = isItsPage ? settled(before, goal.arguments) : null;
  return settles === null ? null : { isItsPage, settles };
}

function askLink(page: Page, goal: Goal): Candidate | null {
  const own = chosenOn(page, goal);
  const link = linksIn(page.text).find(({ meaning }) => ASKS.test(meaning));
  return own?.isItsPage === true && link !== undefined ? { url: link.url, settles: Infinity } : null;
}

/** On a page that says that the call goes on. */
function waitingLink({ text }: Page): Candidate | null {
  const link = linksIn(text).find(({ meaning }) => meaning === "See the result");
  return /^(Still running|Waiting)\b/.test(text) && link !== undefined ? { url: link.url, settles: 0 } : null;
}

const isNoHeading = (line: string): boolean => !line.startsWith("#");

/** As pages name a tool: `set_pixel (changes): …`, `Set a pixel (set_pixel)`, `Set a pixel: choose …`. */
const isAbout = (words: readonly string[], { tool, title }: Goal): boolean =>
  words.some(
    (text) =>
      text.startsWith(`${tool} (`) ||
      text.includes(`(${tool})`) ||
      text === title ||
      text.startsWith(`${title}:`) ||
      text.includes(`(${title})`),
  );
