/** `GET /api/health`: 200 while the database answers, else 503. */
import { checkHealth } from "../../../features/health/check-health.ts";
import { serviceContext } from "../../../service-context.ts";

export async function GET(): Promise<Response> {
  const ok = await checkHealth({ ctx: serviceContext() });
  return Response.json(
    { ok, service: "dashboard" },
    { status: ok ? 200 : 503, headers: { "cache-control": "no-store" } },
  );
}
