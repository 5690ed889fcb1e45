/** What a surface may know of a link: plain data, so that every page is a pure function of it. */
import type { Tool } from "@agent-socket/protocol";

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
  readonly calls: number;
  readonly isOnline: boolean;
  readonly awaySinceMs: number | null;
  /** Within the link's scope. */
  readonly tools: readonly Tool[];
  /** Those that the app lets a link call by GET. */
  readonly toolsByLink: readonly Tool[];
  readonly nowMs: number;
  /** A fresh key for one printed link. */
  readonly newKey: () => string;
};
