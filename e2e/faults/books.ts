/** The books compared, by SQL, with what the callers saw. */
import assert from "node:assert/strict";
import type pg from "pg";
import { sleep } from "./faulty-way.ts";

/** After the last fault: a row that a queue lost is sent again after 15 seconds, and once more after a minute. */
const QUIET_MS = 150_000;

/** What callers were told: outcomes by request id, and how many requests got no answer. */
export type Told = { readonly answered: ReadonlyMap<string, string>; readonly cut: number };
type Row = { readonly request_id: string; readonly outcome: string };

/** Resolves with what was found and when; rejects with the first difference that does not go away. */
export async function compareBooks(database: pg.Pool, appId: string, crowd: Told): Promise<string> {
  const startedAt = performance.now();
  for (;;) {
    const rows = await rowsOf(database, appId);
    const difference = differenceOf(rows, crowd);
    if (difference === null) {
      await compareSums(database, appId);
      const surplus = rows.length - crowd.answered.size;
      const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
      return `each counted once after ${seconds} s of quiet (and ${surplus} of the cut ones)`;
    }
    if (performance.now() - startedAt > QUIET_MS) throw new Error(difference);
    await sleep(500);
  }
}

async function rowsOf(database: pg.Pool, appId: string): Promise<readonly Row[]> {
  const { rows } = await database.query<Row>("select request_id, outcome from calls where app_id = $1", [
    appId,
  ]);
  return rows;
}

/** `null`: every answered call is there once, as it was answered, and nothing that nobody asked for. */
function differenceOf(rows: readonly Row[], crowd: Told): string | null {
  const booked = new Map<string, string>();
  for (const { request_id: id, outcome } of rows) {
    if (booked.has(id)) return `The request ${id} is counted twice.`;
    booked.set(id, outcome);
  }
  let missing = 0;
  for (const [id, outcome] of crowd.answered) {
    const found = booked.get(id);
    if (found === undefined) missing++;
    else if (found !== outcome) return `The request ${id} was answered ${outcome} and is counted ${found}.`;
  }
  if (missing > 0) return `${missing} of ${crowd.answered.size} answered calls are not counted.`;
  const surplus = booked.size - crowd.answered.size;
  if (surplus > crowd.cut)
    return `${surplus} calls are counted beyond the answered ones, with ${crowd.cut} cut.`;
  return null;
}

/** The roll-ups, the histogram and the links' own counters say the same as the rows. */
async function compareSums(database: pg.Pool, appId: string): Promise<void> {
  const sum = async (query: string): Promise<unknown> => (await database.query(query, [appId])).rows;
  const byOutcome =
    "outcome, sum(calls)::int as calls from usage_hourly where app_id = $1 group by 1 order by 1";
  assert.deepEqual(
    await sum(`select ${byOutcome}`),
    await sum("select outcome, count(*)::int as calls from calls where app_id = $1 group by 1 order by 1"),
  );
  const slots = "outcome, sum(calls)::int as calls from usage_slots where app_id = $1 and minutes = 60";
  assert.deepEqual(await sum(`select ${slots} group by 1 order by 1`), await sum(`select ${byOutcome}`));
  assert.deepEqual(
    await sum(
      "select token_id, sum(calls)::int as calls from usage_link_slots where app_id = $1 group by 1 order by 1",
    ),
    await sum("select token_id, count(*)::int as calls from calls where app_id = $1 group by 1 order by 1"),
  );
  assert.deepEqual(
    await sum("select coalesce(sum(calls), 0)::int as calls from usage_latency where app_id = $1"),
    await sum("select count(*)::int as calls from calls where app_id = $1 and app_ms is not null"),
  );
  assert.deepEqual(
    await sum("select sum(calls)::int as calls, sum(errors)::int as errors from links where app_id = $1"),
    await sum(
      "select count(*)::int as calls, (count(*) filter (where outcome <> 'ok'))::int as errors from calls where app_id = $1",
    ),
  );
}
