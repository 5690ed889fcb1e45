/** `GET /api/status/relay`: whether this dashboard is known not to reach the relay, at once, for pages that are open. */
import { isRelayKnownDown } from "../../../../features/health/relay-watch.ts";

export function GET(): Response {
  return Response.json({ down: isRelayKnownDown() }, { headers: { "cache-control": "no-store" } });
}
