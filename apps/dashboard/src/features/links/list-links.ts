/** The links of an app, newest first, a page at a time. */
import type { UserContext } from "../../context.ts";

/** `revoking`: asked for, and the relay has not acknowledged yet. `expired`: its time or its calls are used up. */
export type LinkState = "active" | "revoking" | "revoked" | "expired" | "session_ended";
export type LinkSummary = {
  readonly tokenId: string;
  readonly sessionId: string;
  readonly label: string | null;
  readonly state: LinkState;
  readonly readOnly: boolean;
  /** Names of the tools it may call; `null`: all of them. */
  readonly tools: readonly string[] | null;
  readonly maxCalls: number | null;
  readonly createdAtMs: number;
  readonly openedAtMs: number | null;
  readonly lastUsedAtMs: number | null;
  /** A guess such as `claude` or `curl`; for display. */
  readonly client: string | null;
  readonly calls: number;
  readonly errors: number;
  readonly expiresAtMs: number | null;
  readonly revokeRequestedAtMs: number | null;
  readonly revokedAtMs: number | null;
  readonly revokedBy: "app" | "holder" | "developer" | null;
};
export type LinkPage = {
  readonly links: readonly LinkSummary[];
  /** For the next page's `cursor`; `null` on the last one. */
  readonly nextCursor: string | null;
};

export async function listLinks(_: {
  ctx: UserContext;
  input: { appId: string; cursor?: string | undefined };
}): Promise<LinkPage> {
  throw new Error("pending");
}
