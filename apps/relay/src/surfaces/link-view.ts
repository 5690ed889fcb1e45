/** What a surface may know of a link: plain data, so that every page is a pure function of it. */
import type { Prompt, Tool } from "@agent-socket/protocol";

export type LinkView = {
  /** The link itself, absolute, without a trailing slash. */
  readonly base: string;
  readonly app: {
    readonly id: string;
    readonly name: string;
    readonly description: string;
    readonly text: string;
  };
  readonly label: string | null;
  readonly readOnly: boolean;
  readonly expiresAtMs: number | null;
  readonly lastUsedAtMs: number | null;
  /** A guess of who called last, such as `claude`. */
  readonly lastClient: string | null;
  readonly calls: number;
  readonly maxCalls: number | null;
  readonly isOnline: boolean;
  readonly awaySinceMs: number | null;
  /** Within the link's scope. */
  readonly tools: readonly Tool[];
  /** Those that the app lets a link call by GET. */
  readonly toolsByLink: readonly Tool[];
  /** Requests that the app suggests to its person. */
  readonly prompts: readonly Prompt[];
  /** A person is there whom the app can show a form. */
  readonly canAsk: boolean;
  readonly nowMs: number;
  /** A fresh key for one printed link. */
  readonly newKey: () => string;
};
