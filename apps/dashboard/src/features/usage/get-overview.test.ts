/** The figures of the overview, and their exact window. */
import { expect, test } from "vitest";
import { expectRefusal } from "../../../test/refusal.ts";
import {
  callFinished,
  linkCreated,
  newLink,
  sessionPresence,
  sessionStarted,
} from "../../../test/relay-event.ts";
import { openWorld } from "../../../test/world.ts";
import { getOverview } from "./get-overview.ts";

const world = await openWorld();
const HOUR_MS = 3_600_000;

test("counts the calls of the last 24 hours, and what is live now", async () => {
  const ctx = await world.newUser();
  const appId = await world.newApp(ctx);
  const [link, away] = [await newLink(appId), await newLink(appId)];
  const now = Date.now();
  const durations = Array.from({ length: 100 }, (_, index) => index + 1);
  await world.report(
    ...durations
      .slice(0, 95)
      .map((durationMs) => callFinished(link, { durationMs, startedAtMs: now - HOUR_MS })),
  );
  await world.report(
    ...durations
      .slice(95)
      .map((durationMs) =>
        callFinished(link, { durationMs, startedAtMs: now - 2 * HOUR_MS, outcome: "tool_error" }),
      ),
    callFinished(link, {
      durationMs: 9999,
      appMs: null,
      outcome: "app_offline",
      startedAtMs: now - 3 * HOUR_MS,
    }),
    callFinished(link, { startedAtMs: now - 24 * HOUR_MS, durationMs: 9999 }),
    sessionStarted(link),
    sessionStarted(away, { atMs: now - 2000 }),
    sessionPresence(away, { atMs: now - 1000, online: false }),
    linkCreated(link),
    linkCreated(await newLink(appId, away.sessionId), { expiresAtMs: now - 1000 }),
  );
  const { overview, hours } = await getOverview({ ctx, input: { appId } });
  expect(overview).toMatchObject({
    calls: 101,
    errors: 6,
    liveSessions: 1,
    activeLinks: 1,
  });
  expect(Math.abs((overview.p50Ms ?? 0) - 50)).toBeLessThanOrEqual(2.5);
  expect(Math.abs((overview.p95Ms ?? 0) - 95)).toBeLessThanOrEqual(4.75);
  expect(overview.errorRate).toBeCloseTo(6 / 101);
  expect(overview.fromMs).toBe((Math.floor(overview.toMs / HOUR_MS) - 23) * HOUR_MS);
  expect(overview.reportedMs).toBeGreaterThanOrEqual(now);
  expect(overview.toMs).toBeGreaterThanOrEqual(now);
  const hourOf = (ms: number) => Math.floor(ms / HOUR_MS) * HOUR_MS;
  expect(hours).toEqual([
    { hourMs: hourOf(now - 3 * HOUR_MS), outcome: "app_offline", calls: 1 },
    { hourMs: hourOf(now - 2 * HOUR_MS), outcome: "tool_error", calls: 5 },
    { hourMs: hourOf(now - HOUR_MS), outcome: "ok", calls: 95 },
  ]);
});

test("an event that comes late counts in its own hour, once, and does not move the newest report back", async () => {
  const ctx = await world.newUser();
  const appId = await world.newApp(ctx);
  const link = await newLink(appId);
  const now = Date.now();
  const late = callFinished(link, {
    atMs: now - 5 * HOUR_MS,
    startedAtMs: now - 5 * HOUR_MS,
    durationMs: 700,
  });
  await world.report(callFinished(link, { atMs: now }));
  await world.report(late);
  await world.report(late, late);
  const { overview, hours } = await getOverview({ ctx, input: { appId } });
  expect(overview).toMatchObject({ calls: 2, reportedMs: now });
  expect(hours.map(({ calls }) => calls)).toEqual([1, 1]);
  expect(Math.abs((overview.p95Ms ?? 0) - 700)).toBeLessThanOrEqual(35);
});

test("says that there is nothing to say, rather than zero percent of nothing", async () => {
  const ctx = await world.newUser();
  const appId = await world.newApp(ctx);
  expect(await getOverview({ ctx, input: { appId } })).toMatchObject({
    overview: {
      calls: 0,
      errors: 0,
      errorRate: null,
      p50Ms: null,
      p95Ms: null,
      liveSessions: 0,
      activeLinks: 0,
    },
    hours: [],
  });
});

test("cannot reach another workspace, and counts nothing of one", async () => {
  const [ctx, stranger] = [await world.newUser(), await world.newUser()];
  const [appId, theirs] = [await world.newApp(ctx), await world.newApp(stranger)];
  await world.report(callFinished(await newLink(appId)));
  await expectRefusal(getOverview({ ctx: stranger, input: { appId } }), "not_found");
  expect((await getOverview({ ctx: stranger, input: { appId: theirs } })).overview.calls).toBe(0);
});
