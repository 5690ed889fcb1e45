import { describe, expect, it } from "vitest";
import { closed, connected, connecting, old, waiting } from "./connection.fixture.ts";
import { type Connection, type Happening, wakeAtMs } from "./connection.ts";
import { step } from "./step.ts";

describe("waiting", () => {
  const waitAfter = (attempt: number, random: number): number =>
    (wakeAtMs(step(connecting({ attempt }), closed(1006), { nowMs: 0, random }).connection) ?? 0) / 1000;

  it("grows up to half a minute", () => {
    expect([0, 1, 2, 8, 9, 50, 5000].map((attempt) => waitAfter(attempt, 1))).toEqual([
      1,
      1.5,
      2.25,
      expect.closeTo(25.63, 2),
      30,
      30,
      30,
    ]);
  });

  it("is spread over three quarters of its time, so that a thousand apps do not come back as one", () => {
    expect([waitAfter(9, 0), waitAfter(9, 0.999)]).toEqual([7.5, expect.closeTo(30, 0)]);
  });

  it("is cut short, but not to nothing, when the network comes back", () => {
    const { connection } = step(
      waiting({ wakeAtMs: 30_000 }),
      { type: "nudged" },
      { nowMs: 1_000, random: 0.5 },
    );
    expect(wakeAtMs(connection)).toBe(1_500);
  });

  it("starts short again after a connection that held, and a little longer after one that did not", () => {
    const lostAt = (nowMs: number) =>
      step(connected({ attempt: 8 }), closed(1006), { nowMs, random: 1 }).connection;
    expect(lostAt(10_000)).toMatchObject({ attempt: 1, wakeAtMs: 11_000 });
    expect(lostAt(9_999)).toMatchObject({ attempt: 3, wakeAtMs: 12_249 });
  });
});

describe("a throttled tab", () => {
  it("keeps its connection when the answer was only read late", () => {
    const pinged = step(connected(), { type: "woke" }, { nowMs: 60_000, random: 0 }).connection;
    const overdue = step(pinged, { type: "woke" }, { nowMs: 120_000, random: 0 });
    expect(overdue.deeds).toEqual([{ type: "ping" }]);
    const heard = step(overdue.connection, { type: "heard" }, { nowMs: 120_001, random: 0 }).connection;
    expect(heard).toMatchObject({ state: "connected", unanswered: 0, wakeAtMs: 145_001 });
  });
});

describe("ten minutes offline", () => {
  it("are survived with the same session, in a few dozen attempts", () => {
    let connection: Connection = connected({ sinceMs: -60_000 });
    let nowMs = 0;
    let attempts = 0;
    const happen = (happening: Happening) => {
      const next = step(connection, happening, { nowMs, random: 0.5 });
      connection = next.connection;
      attempts += next.deeds.filter(({ type }) => type === "open").length;
    };
    happen(closed(1006));
    while (nowMs < 600_000) {
      nowMs = wakeAtMs(connection) ?? nowMs;
      happen({ type: "woke" });
      happen(closed(1006));
    }
    expect(attempts).toBeGreaterThan(15);
    expect(attempts).toBeLessThan(50);
    expect(connection).toMatchObject({ state: "waiting", credentials: old, isReturning: true });
  });
});
