/** How long a caller asks to be held: `Prefer: wait=<seconds>`. */
import { limits } from "@agent-socket/protocol";

/** In milliseconds, at most what the relay holds; `null` when it was not said. */
export function preferredWaitMs(headers: Headers): number | null {
  const seconds = /(?:^|[,;\s])wait=(\d{1,4})/.exec(headers.get("prefer") ?? "")?.[1];
  return seconds === undefined ? null : Math.min(Number(seconds) * 1000, limits.MAX_WAIT_MS);
}
