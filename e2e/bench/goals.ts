/** What is promised, and what must not be missed: each a ratio measured in one run, or a size. */
export type Goal = {
  readonly id: string;
  readonly what: string;
  readonly unit: "ratio" | "KB" | "ms";
  readonly better: "lower" | "higher";
  readonly goal: number;
  readonly gate: number;
};

const lower = (id: string, what: string, goal: number, gate: number, unit: Goal["unit"] = "ratio"): Goal => ({
  id,
  what,
  unit,
  better: "lower",
  goal,
  gate,
});
const higher = (id: string, what: string, goal: number, gate: number): Goal => ({
  id,
  what,
  unit: "ratio",
  better: "higher",
  goal,
  gate,
});

export const GOALS = [
  lower("T1", "p50 of a small call, one at a time / bare bridge", 1.3, 1.7),
  higher("T2a", "calls per second at 50 / bare bridge", 0.9, 0.6),
  higher("T2b", "calls per second at 100 / bare bridge", 0.9, 0.6),
  lower("T3", "p95 at 50 / bare bridge", 1.4, 2.0),
  lower("T4a", "p50 of 64 KiB / bare bridge", 1.2, 1.7),
  lower("T4b", "p50 of 1 MiB / bare bridge", 1.2, 1.7),
  higher("T5", "calls per second at 50 / MCP TypeScript SDK alone, default mode", 1.3, 1.0),
  higher("T6a", "calls per second at 50 / localtunnel", 1.1, 0.9),
  lower("T6b", "p50, one at a time / piping-server", 0.8, 1.1),
  higher("T7", "MCP calls per second at 50 / MCP TypeScript SDK alone, default mode", 0.8, 0.5),
  lower("T8", "first call after hibernation / warm call", 3, 5),
  lower("T9", "connect and first call / bare bridge", 1.6, 2.4),
  lower("T10a", "memory of an idle session / bare bridge", 1.3, 1.6),
  lower("T10b", "processor time of all idle sessions in 13 s", 0, 20, "ms"),
  higher("T11", "calls per second at 50, 200 sessions / one session", 0.9, 0.7),
  higher("T12", "forged tokens per second at 50 / a Worker that answers alone", 0.9, 0.7),
  lower("T13a", "SDK core, gzipped", 12, 12, "KB"),
  lower("T13b", "SDK with the button, gzipped", 24, 24, "KB"),
  lower("T13c", "SDK on the browser's main thread per call, above a bare socket", 0.1, 0.1, "ms"),
] as const satisfies readonly Goal[];

export type Verdict = "goal met" | "within the gate" | "gate missed" | "not measured";

export function verdictOf({ better, goal, gate }: Goal, value: number): Verdict {
  const reaches = (limit: number) => (better === "lower" ? value <= limit : value >= limit);
  if (Number.isNaN(value)) return "not measured";
  if (reaches(goal)) return "goal met";
  return reaches(gate) ? "within the gate" : "gate missed";
}

/** One figure of one run, with what it was made from. */
export type Result = {
  readonly id: string;
  readonly value: number;
  readonly low: number;
  readonly high: number;
  /** The absolutes behind a ratio, in words. */
  readonly ours: string;
  readonly base: string;
  readonly load: number;
};
