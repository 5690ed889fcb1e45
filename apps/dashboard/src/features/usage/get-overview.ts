/** What an app did in the last 24 hours. */
import type { CallOutcome } from "@agent-socket/protocol/control-plane";
import type { UserContext } from "../../context.ts";

export type Overview = {
  /** The exact window of every figure about calls: `fromMs` inclusive, `toMs` exclusive. */
  readonly fromMs: number;
  readonly toMs: number;
  readonly calls: number;
  /** Calls whose outcome is not `ok`. */
  readonly errors: number;
  /** 0 to 1; `null` without calls. */
  readonly errorRate: number | null;
  /** Of the calls that the app answered; `null` without any. */
  readonly p50Ms: number | null;
  readonly p95Ms: number | null;
  readonly liveSessions: number;
  /** Links that still work. */
  readonly activeLinks: number;
};
/** One hour of one outcome, from the roll-up. Hours without calls are left out. */
export type HourlyUsage = { readonly hourMs: number; readonly outcome: CallOutcome; readonly calls: number };

export async function getOverview(_: { ctx: UserContext; input: { appId: string } }): Promise<{
  readonly overview: Overview;
  /** The 24 newest clock hours, the running one included. */
  readonly hours: readonly HourlyUsage[];
}> {
  throw new Error("pending");
}
