/** The caller's apps, newest first. */
import type { UserContext } from "../../context.ts";

export type AppSummary = {
  readonly id: string;
  readonly name: string;
  readonly status: "active" | "suspended";
  readonly createdAtMs: number;
  readonly liveSessions: number;
  readonly callsLast24h: number;
  /** The latest call's start, or `null` before the first one. */
  readonly lastCallAtMs: number | null;
};

export async function listApps(_: { ctx: UserContext }): Promise<readonly AppSummary[]> {
  throw new Error("pending");
}
