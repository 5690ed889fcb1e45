/** The newest sessions of an app: online ones first, at most 100. */
import type { UserContext } from "../../context.ts";

export type SessionSummary = {
  readonly id: string;
  /** `online`: the app is connected; `away`: its links wait for it; `ended`: for good. */
  readonly state: "online" | "away" | "ended";
  readonly origin: string | null;
  readonly sdk: string | null;
  readonly toolCount: number;
  readonly startedAtMs: number;
  readonly lastSeenAtMs: number;
  readonly endedAtMs: number | null;
  readonly endReason: "app" | "developer" | "expired" | null;
  /** Links that still work. */
  readonly activeLinks: number;
};

export async function listSessions(_: {
  ctx: UserContext;
  input: { appId: string };
}): Promise<readonly SessionSummary[]> {
  throw new Error("pending");
}
