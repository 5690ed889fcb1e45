/** The usage page's figures, read from the roll-ups, are those of the calls themselves, however these came to be known. */
import type { RelayEvent } from "@agent-socket/protocol/control-plane";
import fc from "fast-check";
import { expect, test } from "vitest";
import { callFinished, newLink, type TestLink } from "../../../test/relay-event.ts";
import { openWorld } from "../../../test/world.ts";
import { OUTCOME_GROUPS, outcomesOf } from "../../call-outcomes.ts";
import { getUsage, type Percentiles, type Usage } from "./get-usage.ts";
import { USAGE_RANGES, type UsageFilter } from "./usage-filter.ts";

const world = await openWorld();
const owner = await world.newUser();

type Call = Extract<RelayEvent, { kind: "call_finished" }>;
const [HOUR_MS, DAY_MS] = [3_600_000, 24 * 3_600_000];

/** Most of them new, some late by up to a month. */
const age = fc.oneof(
  fc.integer({ min: 0, max: HOUR_MS }),
  fc.integer({ min: 0, max: DAY_MS }),
  fc.integer({ min: 0, max: 31 * DAY_MS }),
);
const drawn = fc.record({
  age,
  link: fc.nat({ max: 4 }),
  tool: fc.constantFrom("paint", "clear", "look"),
  outcome: fc.constantFrom("ok", "ok", "ok", "tool_error", "tool_timeout", "invalid_input"),
  relayMs: fc.nat({ max: 15 }),
  appMs: fc.oneof(fc.nat({ max: 15 }), fc.nat({ max: 60_000 })),
});

type Drawn = typeof drawn extends fc.Arbitrary<infer T> ? T : never;

function callOf(links: readonly TestLink[], now: number, { age: ageMs, link, ...call }: Drawn): RelayEvent[] {
  const [one, isAnswered] = [links[link], call.outcome === "ok" || call.outcome === "tool_error"];
  if (one === undefined) return [];
  const startedAtMs = now - ageMs;
  const appMs = isAnswered ? call.appMs : null;
  return [
    callFinished(one, {
      ...call,
      startedAtMs,
      atMs: startedAtMs,
      appMs,
      durationMs: call.appMs + call.relayMs,
    }),
  ];
}

const plan = fc.record({
  calls: fc.array(drawn, { minLength: 30, maxLength: 150 }),
  order: fc.infiniteStream(fc.nat()),
  repeats: fc.integer({ min: 1, max: 3 }),
  messages: fc.integer({ min: 1, max: 8 }),
});

test("random calls, repeated, late and in any order, in messages at the same time: equal in every range, by every filter", async () => {
  await fc.assert(
    fc.asyncProperty(plan, async ({ calls, order, repeats, messages }) => {
      const appId = await world.newApp(owner);
      const links = await Promise.all(Array.from({ length: 5 }, () => newLink(appId)));
      const now = Date.now();
      const events = calls.flatMap((call) => callOf(links, now, call));
      const told = Array.from({ length: repeats }, () => events)
        .flat()
        .map((event) => ({ event, key: order.next().value }))
        .toSorted((a, b) => a.key - b.key);
      const parts = Array.from({ length: messages }, (_, part) =>
        told.filter((_item, index) => index % messages === part).map(({ event }) => event),
      );
      await Promise.all(parts.map((input) => world.report(...input)));
      await compare(appId, events.filter(isCall));
    }),
    { numRuns: 5 },
  );
});

const isCall = (event: RelayEvent): event is Call => event.kind === "call_finished";

async function compare(appId: string, calls: readonly Call[]): Promise<void> {
  const link = calls[0]?.tokenId ?? null;
  for (const range of USAGE_RANGES)
    for (const filter of [
      {},
      { tool: "paint" },
      { outcome: "failed" },
      { outcome: "no_answer", tool: "clear" },
      { link },
      { link, tool: "look" },
      { link, outcome: "ok" },
    ] as const) {
      const wanted: UsageFilter = { range, tool: null, link: null, outcome: null, ...filter };
      const usage = await getUsage({ ctx: owner, input: { appId, filter: wanted } });
      const chosen = calls.filter((call) => isWanted(call, wanted, usage.window.fromMs));
      expectEqual(usage, chosen, JSON.stringify(wanted));
    }
}

const isWanted = (call: Call, { tool, link, outcome }: UsageFilter, fromMs: number): boolean =>
  call.startedAtMs >= fromMs &&
  (tool === null || call.tool === tool) &&
  (link === null || call.tokenId === link) &&
  (outcome === null || outcomesOf(outcome).includes(call.outcome));

function expectEqual(
  { total, slots, window, tools, links }: Usage,
  calls: readonly Call[],
  where: string,
): void {
  expect(total.calls, where).toBe(calls.length);
  for (const group of OUTCOME_GROUPS)
    expect(total.byGroup[group], `${where} ${group}`).toBe(
      calls.filter(({ outcome }) => outcomesOf(group).includes(outcome)).length,
    );
  const slotOf = ({ startedAtMs }: Call) => Math.floor((startedAtMs - window.fromMs) / window.stepMs);
  expect(
    slots.map((slot) => slot.calls),
    where,
  ).toEqual(slots.map((_, index) => calls.filter((call) => slotOf(call) === index).length));
  expect(tools, where).toEqual(
    topOf(calls, ({ tool }) => tool).map((row) => ({ tool: row.name, ...row.figures })),
  );
  expect(
    links.map(({ tokenId, calls: used, errors }) => [tokenId, used, errors]),
    where,
  ).toEqual(
    topOf(calls, ({ tokenId }) => tokenId).map(({ name, figures }) => [name, figures.calls, figures.errors]),
  );
  expectTimes(
    total.app,
    calls.map(({ appMs }) => appMs),
    where,
  );
  expectTimes(
    total.relay,
    calls.map(({ appMs, durationMs }) => (appMs === null ? null : durationMs - appMs)),
    where,
  );
}

/** The most used first; of the equally used the first by name. */
function topOf(calls: readonly Call[], nameOf: (call: Call) => string) {
  return [...Map.groupBy(calls, nameOf)]
    .map(([name, rows]) => ({
      name,
      figures: { calls: rows.length, errors: rows.filter(({ outcome }) => outcome !== "ok").length },
    }))
    .toSorted((a, b) => b.figures.calls - a.figures.calls || (a.name < b.name ? -1 : 1));
}

/** Within the histogram's 5 %. */
function expectTimes(
  percentiles: Percentiles | null,
  times: readonly (number | null)[],
  where: string,
): void {
  const sorted = times.filter((time) => time !== null).toSorted((a, b) => a - b);
  expect(percentiles === null, where).toBe(sorted.length === 0);
  if (percentiles === null) return;
  for (const [name, fraction] of [
    ["p50", 0.5],
    ["p95", 0.95],
    ["p99", 0.99],
  ] as const) {
    const truth = sorted[Math.ceil(sorted.length * fraction) - 1] ?? 0;
    expect(Math.abs(percentiles[name] - truth), `${where} ${name}`).toBeLessThanOrEqual(truth * 0.05 + 0.5);
  }
}
