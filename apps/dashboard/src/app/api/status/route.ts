/** `GET /api/status`: whether everything works, for machines. 503 while something is down. */
import { currentStatus } from "../../../features/health/current-status.ts";

export async function GET(): Promise<Response> {
  const { state, checkedAtMs, parts } = await currentStatus();
  return Response.json(
    { state, checked_at: new Date(checkedAtMs).toISOString(), parts },
    { status: state === "down" ? 503 : 200, headers: { "cache-control": "no-store" } },
  );
}
