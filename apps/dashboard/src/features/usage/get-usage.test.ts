/** The figures of the usage page: the same from the roll-ups as from the calls themselves, and never of somebody else. */
import { linkCreated } from "../../../test/relay-event.ts";
import { expect, test } from "vitest";
import { expectRefusal } from "../../../test/refusal.ts";
import { callFinished, newLink, type TestLink } from "../../../test/relay-event.ts";
import { openWorld } from "../../../test/world.ts";
import { getUsage } from "./get-usage.ts";
import { USAGE_TABLES, usageCsv } from "./usage-csv.ts";
import { readUsageFilter, type UsageFilter, usageWindow } from "./usage-filter.ts";

const world = await openWorld();
const MINUTE_MS = 60_000;
const ALL: UsageFilter = { range: "24h", tool: null, link: null, outcome: null };

async function busyApp() {
  const ctx = await world.newUser();
  const appId = await world.newApp(ctx);
  const [one, two] = [await newLink(appId), await newLink(appId)];
  const now = Date.now();
  const some = (count: number, link: TestLink, more: Parameters<typeof callFinished>[1]) =>
    Array.from({ length: count }, () => callFinished(link, { startedAtMs: now - MINUTE_MS, ...more }));
  await world.report(
    linkCreated(one, { label: "=user-1" }),
    ...some(6, one, { tool: "paint", durationMs: 105, appMs: 100 }),
    ...some(2, two, { tool: "paint", outcome: "tool_error", durationMs: 15, appMs: 10 }),
    ...some(1, two, { tool: "clear", outcome: "tool_timeout", durationMs: 5000, appMs: null }),
    ...some(3, two, { tool: "clear", durationMs: 15, appMs: 10, startedAtMs: now - 40 * 3_600_000 }),
  );
  const usageOf = (change: Partial<UsageFilter>) =>
    getUsage({ ctx, input: { appId, filter: { ...ALL, ...change } } });
  return { ctx, appId, one, two, usageOf };
}

test("counts outcomes, tools and links of the range, and takes the app's time apart from the relay's", async () => {
  const { one, two, usageOf } = await busyApp();
  for (const range of ["1h", "24h"] as const) {
    const usage = await usageOf({ range });
    expect(usage.total, range).toMatchObject({
      calls: 9,
      byGroup: { ok: 6, app_error: 2, no_answer: 1, turned_away: 0 },
    });
    expect(usage.tools, range).toEqual([
      { tool: "paint", calls: 8, errors: 2 },
      { tool: "clear", calls: 1, errors: 1 },
    ]);
    expect(usage.links, range).toEqual([
      { tokenId: one.tokenId, label: "=user-1", calls: 6, errors: 0 },
      { tokenId: two.tokenId, label: null, calls: 3, errors: 3 },
    ]);
    expect(usage.total.relay, range).toEqual({ p50: 5, p95: 5, p99: 5 });
    expect(Math.abs((usage.total.app?.p50 ?? 0) - 100), range).toBeLessThanOrEqual(5);
    expect(
      usage.slots.filter(({ calls }) => calls > 0),
      range,
    ).toHaveLength(1);
  }
  expect((await usageOf({ range: "7d" })).total.calls).toBe(12);
  expect((await usageOf({ range: "30d" })).total.calls).toBe(12);
});

test("a filter holds for every figure, by roll-up and by call", async () => {
  const { one, two, usageOf } = await busyApp();
  for (const range of ["1h", "24h"] as const) {
    const painted = await usageOf({ range, tool: "paint" });
    expect(painted.total.calls, range).toBe(8);
    expect(
      painted.tools.map(({ tool }) => tool),
      range,
    ).toEqual(["paint"]);
    expect(
      painted.links.map(({ calls }) => calls),
      range,
    ).toEqual([6, 2]);
    const failed = await usageOf({ range, outcome: "app_error" });
    expect(failed.total, range).toMatchObject({ calls: 2, app: { p50: 10 } });
    expect(
      failed.links.map(({ tokenId }) => tokenId),
      range,
    ).toEqual([two.tokenId]);
    const ofOne = await usageOf({ range, link: one.tokenId });
    expect(ofOne.total.calls, range).toBe(6);
    expect(
      ofOne.links.map(({ tokenId }) => tokenId),
      range,
    ).toEqual([one.tokenId]);
    const nothing = await usageOf({ range, link: one.tokenId, tool: "clear" });
    expect(nothing, range).toMatchObject({
      total: { calls: 0, relay: null, app: null },
      tools: [],
      links: [],
    });
  }
});

test("cannot reach another workspace; a viewer looks", async () => {
  const { appId, one } = await busyApp();
  const stranger = await world.newUser();
  const theirs = await world.newApp(stranger);
  await expectRefusal(getUsage({ ctx: stranger, input: { appId, filter: ALL } }), "not_found");
  const filter = { ...ALL, link: one.tokenId };
  expect((await getUsage({ ctx: stranger, input: { appId: theirs, filter } })).total.calls).toBe(0);
  const viewer = await world.newMember(appId, "viewer");
  expect((await getUsage({ ctx: viewer, input: { appId, filter: ALL } })).total.calls).toBe(9);
});

test("each table is a CSV with a line for each row, in which nothing is a formula", async () => {
  const { usageOf } = await busyApp();
  const usage = await usageOf({});
  const linesOf = Object.fromEntries(
    USAGE_TABLES.map((table) => [table, usageCsv(usage, table).trimEnd().split("\r\n")]),
  );
  expect(linesOf["outcomes"]).toHaveLength(25);
  expect(linesOf["latency"]).toHaveLength(25);
  expect(linesOf["tools"]).toEqual(["tool,calls,failed", "paint,8,2", "clear,1,1"]);
  expect(linesOf["links"]?.[1]).toContain(`"'=user-1",6,0`);
});

test("slots begin on the clock, and the last one is running", () => {
  const now = Date.parse("2026-11-22T10:31:07Z");
  const last = (range: UsageFilter["range"]) => {
    const { fromMs, stepMs, slots } = usageWindow(range, now);
    return new Date(fromMs + (slots - 1) * stepMs).toISOString();
  };
  expect(last("1h")).toBe("2026-11-22T10:30:00.000Z");
  expect(last("24h")).toBe("2026-11-22T10:00:00.000Z");
  expect(last("7d")).toBe("2026-11-22T06:00:00.000Z");
  expect(last("30d")).toBe("2026-11-22T00:00:00.000Z");
});

test("what makes no sense in an address is left out", () => {
  const given = { range: "1y", tool: "\u0000", link: "nobody", outcome: "perhaps" };
  expect(readUsageFilter(given)).toEqual(ALL);
  const sensible = { range: "7d", tool: "paint", link: "ABCDEFGH0123", outcome: "failed" };
  expect(readUsageFilter(sensible)).toEqual(sensible);
});
