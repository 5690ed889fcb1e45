/** The status as of a few seconds ago at most: anybody may ask, and each check costs the database and the relay. */
import "server-only";
import { publicUrls } from "../../env.ts";
import { serviceContext } from "../../service-context.ts";
import { checkStatus, type SystemStatus } from "./check-status.ts";

const FRESH_MS = 5_000;

let latest: { readonly status: Promise<SystemStatus>; readonly atMs: number } | undefined;

export function currentStatus(): Promise<SystemStatus> {
  const nowMs = Date.now();
  if (latest !== undefined && nowMs - latest.atMs < FRESH_MS) return latest.status;
  const status = checkStatus({ ctx: serviceContext(), input: { relayUrl: publicUrls().relayUrl } });
  latest = { status, atMs: nowMs };
  // A failure is answered once, and not kept.
  status.catch(() => (latest = undefined));
  return status;
}
