/** Where an app may keep its session while its process is away. */

/**
 * Keeps one text. It holds secrets: whoever reads it can take the session over. `load` returns what was saved last, or
 * `null`. One store serves one running app at a time.
 */
export type SessionStore = {
  load(): string | null | Promise<string | null>;
  save(text: string): void | Promise<void>;
  clear(): void | Promise<void>;
};

export const noStore: SessionStore = {
  load: () => null,
  save: () => undefined,
  clear: () => undefined,
};
