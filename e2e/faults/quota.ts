/** An app that uses up its calls: how many more got through, and how soon a larger quota opens it again. */
import assert from "node:assert/strict";
import { accepted, RawApp } from "../clients/raw-app.ts";
import { sleep } from "./faulty-way.ts";
import { addApp, type Place } from "./place.ts";

const CALLS = 40;
const ORIGIN = "https://app.example.com";
/** Below what a link may make in a second. */
const BETWEEN_CALLS_MS = 60;
const PATIENCE_MS = 60_000;

export async function useUpQuota(place: Place): Promise<string> {
  const { stack } = place;
  const { appId } = await addApp(place, [ORIGIN]);
  await setQuota(place, appId, CALLS);
  const app = await RawApp.dial(`${stack.relayUrl.replace(/^http/, "ws")}/v1/_ws`, { origin: ORIGIN });
  app.serve("/echo", (call) => ({ body: call.body }));
  app.send({ type: "register", appId, tools: [{ path: "/echo" }] });
  accepted(await app.next("register_reply"));
  const { url } = accepted(await app.ask("mint_agent_token"));
  const answered = await callWhile(url, (status) => status === 200);
  assert.ok(answered >= CALLS, `refused after ${answered} of ${CALLS} calls`);
  const refused = await fetch(`${url}/echo`, { method: "POST" });
  assert.match(await refused.text(), /quota_exceeded/);
  const seconds = Number(refused.headers.get("retry-after"));
  const monthEnds = Date.UTC(new Date().getUTCFullYear(), new Date().getUTCMonth() + 1, 1);
  assert.ok(Math.abs(Date.now() + 1000 * seconds - monthEnds) < 5_000, `retry after ${seconds} s`);
  const raisedAt = performance.now();
  await setQuota(place, appId, 100_000);
  await callWhile(url, (status) => status === 429);
  const openAfterMs = Math.round(performance.now() - raisedAt);
  app.vanish();
  return `${answered - CALLS} calls over a quota of ${CALLS}; open again ${openAfterMs} ms after it was raised`;
}

/** How many answers were as expected before the first that was not. */
async function callWhile(url: string, isExpected: (status: number) => boolean): Promise<number> {
  const giveUpAt = performance.now() + PATIENCE_MS;
  for (let count = 0; ; count++) {
    const response = await fetch(`${url}/echo`, { method: "POST" });
    await response.body?.cancel();
    if (!isExpected(response.status)) return count;
    if (performance.now() > giveUpAt) throw new Error(`Still ${response.status} after ${count} calls.`);
    await sleep(BETWEEN_CALLS_MS);
  }
}

const setQuota = async ({ database }: Place, appId: string, calls: number): Promise<void> =>
  void (await database.query(
    `insert into app_quotas (app_id, calls_per_month) values ($1, $2)
     on conflict (app_id) do update set calls_per_month = $2, counted_activity = -1`,
    [appId, calls],
  ));
