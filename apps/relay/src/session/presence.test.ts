/** When an app that says nothing counts as gone. */
import { describe, expect, it } from "vitest";
import { isSilent } from "./presence.ts";

const MINUTE_MS = 60_000;

/** Whether the app counts as gone at any second until `untilMs`, when these are the times of its heartbeats. */
function isEverSilent(beatsMs: readonly number[], untilMs: number): boolean {
  for (let nowMs = 0; nowMs <= untilMs; nowMs += 1000) {
    const lastMs = Math.max(...beatsMs.filter((atMs) => atMs <= nowMs));
    if (isSilent(lastMs, nowMs)) return true;
  }
  return false;
}

describe("an app", () => {
  const minutes = Array.from({ length: 60 }, (_, minute) => minute * MINUTE_MS);

  it("in a hidden tab, whose heartbeat comes once a minute, stays connected", () => {
    expect(isEverSilent(minutes, 60 * MINUTE_MS)).toBe(false);
  });

  it("in a hidden tab stays connected though one beat after the other is late by half a minute, or one is lost", () => {
    const late = minutes.map((atMs, index) => atMs + (index % 2) * 30_000);
    expect(isEverSilent(late, 60 * MINUTE_MS)).toBe(false);
    expect(
      isEverSilent(
        minutes.filter((_, index) => index % 2 === 0),
        58 * MINUTE_MS,
      ),
    ).toBe(false);
  });

  it("of which nothing was heard for 150 seconds is gone", () => {
    expect(isSilent(0, 150_000)).toBe(false);
    expect(isSilent(0, 150_001)).toBe(true);
    expect(isEverSilent([0], 3 * MINUTE_MS)).toBe(true);
  });
});
