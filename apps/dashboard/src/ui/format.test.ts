/** Numbers and times as a person reads them. */
import { expect, test } from "vitest";
import {
  formatBytes,
  formatCount,
  formatDuration,
  formatHour,
  formatMoment,
  formatRelative,
  formatShare,
  plural,
} from "./format.ts";

const NOW = Date.UTC(2026, 10, 22, 16, 45, 3);

test.each([
  [0, "just now"],
  [-4_999, "just now"],
  [4_999, "just now"],
  [-12_000, "12s ago"],
  [-59_999, "59s ago"],
  [-60_000, "1m ago"],
  [-3_600_000, "1h ago"],
  [-25 * 3_600_000, "yesterday"],
  [22 * 3_600_000, "in 22h"],
  [-40 * 86_400_000, "1mo ago"],
  [-800 * 86_400_000, "2y ago"],
])("a moment %i ms away is %j", (deltaMs, text) => {
  expect(formatRelative(NOW + deltaMs, NOW)).toBe(text);
});

test("a moment is printed in the zone it is asked for", () => {
  expect(formatMoment(NOW, "UTC")).toBe("22 Nov, 16:45:03");
  expect(formatMoment(NOW, "Asia/Tokyo")).toBe("23 Nov, 01:45:03");
  expect(formatHour(NOW, "UTC")).toBe("16:45");
});

test.each([
  [0.4, "<1 ms"],
  [43, "43 ms"],
  [999.4, "999 ms"],
  [999.6, "1.00 s"],
  [1400, "1.40 s"],
  [59_990, "60.0 s"],
  [61_000, "1 min"],
  [7_260_000, "2 h 1 min"],
])("%d ms last %j", (ms, text) => {
  expect(formatDuration(ms)).toBe(text);
});

test.each([
  [0, "0 B"],
  [1023, "1023 B"],
  [9600, "9.4 KB"],
  [20_480, "20 KB"],
  [1_572_864, "1.5 MB"],
])("%i bytes are %j", (bytes, text) => {
  expect(formatBytes(bytes)).toBe(text);
});

test("counts and shares", () => {
  expect([formatCount(1284), formatCount(1_234_567)]).toEqual(["1,284", "1.2M"]);
  expect([formatShare(5, 80), formatShare(0, 0)]).toEqual(["6.3%", "–"]);
  expect([plural(1, "call"), plural(0, "call"), plural(2, "entry", "entries")]).toEqual([
    "1 call",
    "0 calls",
    "2 entries",
  ]);
});
