/**
 * A reader as many chats have one: it can only open addresses, and only those that were printed, letter by letter, in
 * what its user said or in what it read before.
 */

/** Longer addresses are refused by some chats. */
const MAX_LINK_CHARS = 250;

type PrintedLink = { readonly meaning: string; readonly url: string };
export type ReadPage = { readonly text: string; readonly links: readonly PrintedLink[] };

export class PrintedLinkReader {
  readonly #printed = new Set<string>();
  #opened = 0;

  constructor(userMessage: string) {
    this.#learn(userMessage);
  }

  get opened(): number {
    return this.#opened;
  }

  /** Opens the one address that the user's message holds. */
  start(): Promise<ReadPage> {
    const [url, ...others] = this.#printed;
    if (url === undefined || others.length > 0)
      throw new Error("The user's message must hold exactly one address.");
    return this.open(url);
  }

  async open(url: string): Promise<ReadPage> {
    if (!this.#printed.has(url)) throw new Error(`This address was never printed: ${url}`);
    if (url.length > MAX_LINK_CHARS) throw new Error(`This address is too long for some chats: ${url}`);
    this.#opened += 1;
    const response = await fetch(url, { redirect: "error" });
    const text = await response.text();
    if (!response.ok) throw new Error(`${url} answered ${response.status}: ${text}`);
    this.#learn(text);
    return { text, links: linksIn(text) };
  }

  #learn(text: string): void {
    for (const [url] of text.matchAll(/https?:\/\/\S+/g)) this.#printed.add(url);
  }
}

/** A printed link is a line that is an address, under a line that says what it does. */
function linksIn(text: string): readonly PrintedLink[] {
  const lines = text.split("\n").map((line) => line.trim());
  return lines.flatMap((url, index) => {
    if (!/^https?:\/\/\S+$/.test(url)) return [];
    return [{ url, meaning: (lines[index - 1] ?? "").replace(/^\d+\. /, "") }];
  });
}
