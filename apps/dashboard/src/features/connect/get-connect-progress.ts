/** How far an app is on its way to the first call; also what the live route sends. */
import type { UserContext } from "../../context.ts";

export type ConnectProgress = {
  /** The newest session, online ones first; `null` while no app has connected. */
  readonly app: {
    readonly sessionId: string;
    readonly state: "online" | "away" | "ended";
    readonly origin: string | null;
    readonly sdk: string | null;
    readonly toolCount: number;
    readonly startedAtMs: number;
  } | null;
  /** The first link ever opened, else the newest one made, else `null`. */
  readonly link: {
    readonly tokenId: string;
    readonly label: string | null;
    readonly createdAtMs: number;
    readonly openedAtMs: number | null;
    readonly client: string | null;
  } | null;
  /** The first call that succeeded, else the newest one, else `null`. */
  readonly call: {
    readonly tool: string;
    readonly outcome: string;
    readonly startedAtMs: number;
    readonly durationMs: number;
    readonly client: string | null;
  } | null;
  /** What the relay refused in the last 15 minutes, newest first, at most 5. */
  readonly refused: readonly {
    readonly origin: string | null;
    readonly code: string;
    readonly count: number;
    readonly lastSeenAtMs: number;
    readonly canBeAllowed: boolean;
  }[];
  readonly allowedOrigins: readonly string[];
};

/**
 * `GET /api/apps/<appId>/live` (server-sent events): each message's data is this, sent at once and at each change.
 * `revision` changes whenever anything of the app's sessions, links, calls or refusals did: refresh the page then.
 */
export type AppLive = { readonly revision: string; readonly progress: ConnectProgress };

export async function getConnectProgress(_: {
  ctx: UserContext;
  input: { appId: string };
}): Promise<ConnectProgress> {
  throw new Error("pending");
}
