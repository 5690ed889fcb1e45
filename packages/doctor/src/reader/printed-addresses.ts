/** The addresses that stand, letter by letter, in what a reader was told or has read, and the paths beside them. */

const ADDRESS = /https?:\/\/[^\s<>"'`]+/g;
const PATH = /(?<![\w:/.])\/[\w./-]*\w/g;
/** What a sentence puts behind an address is not a part of it. */
const PUNCTUATION = /[.,;:!?)\]]+$/;

export class PrintedAddresses {
  readonly #addresses = new Set<string>();
  readonly #paths = new Set<string>();

  learn(text: string): void {
    for (const url of addressesIn(text)) this.#addresses.add(url);
    for (const [path] of text.matchAll(PATH)) this.#paths.add(path);
  }

  has(url: string): boolean {
    return this.#addresses.has(url);
  }

  /** Whether the address is a printed one, or a printed path behind a printed one, but for its query. */
  compose(url: string): boolean {
    const wanted = withoutQuery(url);
    const starts = [...this.#addresses].map(withoutQuery);
    return starts.some((start) => wanted === start || this.#paths.has(afterStart(wanted, start)));
  }
}

export const addressesIn = (text: string): readonly string[] =>
  [...text.matchAll(ADDRESS)].map(([address]) => address.replace(PUNCTUATION, ""));

const withoutQuery = (url: string): string => url.replace(/[?#].*$/, "");
const afterStart = (url: string, start: string): string =>
  url.startsWith(start) ? url.slice(start.length) : "";
