/** `GET /api/metrics`: what Prometheus reads, with `Authorization: Bearer $METRICS_TOKEN`. Without that variable: 404. */
import { createHash, timingSafeEqual } from "node:crypto";
import { databaseConnections } from "../../../database.ts";
import { metricsToken } from "../../../env.ts";
import { readBacklog } from "../../../features/health/read-backlog.ts";
import { metrics } from "../../../metrics/metrics.ts";
import { serviceContext } from "../../../service-context.ts";

export async function GET(request: Request): Promise<Response> {
  const token = metricsToken();
  if (token === null) return say(404, "METRICS_TOKEN is not set.");
  const given = request.headers.get("authorization")?.replace(/^Bearer /i, "") ?? "";
  if (!timingSafeEqual(digest(given), digest(token)))
    return say(401, "Send Authorization: Bearer with the dashboard's METRICS_TOKEN.");
  const { registry } = metrics();
  await readState();
  return say(200, await registry.metrics(), registry.contentType);
}

const digest = (text: string): Buffer => createHash("sha256").update(text).digest();

async function readState(): Promise<void> {
  const { connections, quarantined, waiting, waitingSeconds } = metrics();
  for (const [state, number] of Object.entries(databaseConnections())) connections.set({ state }, number);
  const backlog = await readBacklog({ ctx: serviceContext() });
  for (const [what, of] of [
    ["registry_change", backlog.registryChanges],
    ["revocation", backlog.revocations],
  ] as const) {
    waiting.set({ what }, of.count);
    waitingSeconds.set({ what }, of.oldestMs / 1000);
  }
  for (const [reason, number] of Object.entries(backlog.quarantined)) quarantined.set({ reason }, number);
}

const say = (status: number, text: string, type = "text/plain; charset=utf-8"): Response =>
  new Response(text, {
    status,
    headers: {
      "content-type": type,
      "cache-control": "no-store",
      ...(status === 401 ? { "www-authenticate": "Bearer" } : {}),
    },
  });
