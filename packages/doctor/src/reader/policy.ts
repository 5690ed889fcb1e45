/** What one kind of AI chat can do with an address, as data: the reader holds itself to it. */

export type Policy = {
  /** Sent as `User-Agent`, and looked for in robots.txt. */
  readonly userAgent: string;
  /** The name in robots.txt that the reader obeys, or `null` when it reads no robots.txt. */
  readonly robotsName: string | null;
  readonly accept: string;
  readonly methods: "GET" | "any";
  /**
   * Which addresses it opens: those that were printed, letter by letter, in what it read; those, and others that it
   * composes of a printed address, a printed path behind it, and any query; or any.
   */
  readonly addresses: "printed" | "composed" | "any";
  readonly maxUrlChars: number | null;
  /** Of answers whose text it is shown. */
  readonly contentTypes: RegExp;
  /** Whether it is shown the text of an answer with a status from 400 on. */
  readonly readsErrors: boolean;
  readonly maxTextChars: number;
  /** For how long it answers from its cache, whatever the headers say. */
  readonly cacheMs: number;
  /** How often it fetches an address twice, from 0 to 1. */
  readonly repeats: number;
  readonly requestsPerMinute: number | null;
  readonly timeoutMs: number;
  /** What it says of the bodies that it sends; many forget it. */
  readonly contentType: string | null;
};
