/** The median of all runs, and what it says of each goal. What could not be measured is not met. */
import { GOALS, type Goal, type Verdict, verdictOf } from "./goals.ts";
import type { Run } from "./run.ts";
import { medianOf } from "./spread.ts";

export type Judged = {
  readonly goal: Goal;
  /** The median of the runs; `NaN` where none of them measured it. */
  readonly value: number;
  readonly values: readonly number[];
  readonly verdict: Verdict;
  /** Of the last run: the quartiles of its blocks, and the absolutes. */
  readonly low: number;
  readonly high: number;
  readonly ours: string;
  readonly base: string;
};

const NOTHING = { low: Number.NaN, high: Number.NaN, ours: "", base: "" } as const;

/** `isWhole`: every trial was wanted, so a goal without a figure is one that failed to be measured. */
export function judge(runs: readonly Run[], isWhole: boolean): readonly Judged[] {
  return GOALS.flatMap((goal) => {
    const results = runs.flatMap((run) => run.results.filter(({ id }) => id === goal.id));
    if (results.length === 0 && !isWhole) return [];
    const values = results.map(({ value }) => value);
    const value = medianOf(values);
    const { low, high, ours, base } = results.at(-1) ?? NOTHING;
    return [{ goal, value, values, verdict: verdictOf(goal, value), low, high, ours, base }];
  });
}

export const isFailure = (verdict: Verdict): boolean =>
  verdict === "gate missed" || verdict === "not measured";

/** A figure, or that there is none. */
export const figure = (value: number): string => (Number.isNaN(value) ? "–" : value.toFixed(2));

export const signed = ({ better }: Goal, limit: number): string =>
  `${better === "lower" ? "≤" : "≥"} ${limit}`;

export function printVerdicts(judged: readonly Judged[]): void {
  console.log("\nMedian of the runs:");
  for (const { goal, value, verdict } of judged)
    console.log(
      `${isFailure(verdict) ? "FAIL" : verdict === "goal met" ? "ok  " : "near"} ${goal.id.padEnd(5)} ${figure(value).padStart(7)}` +
        `  goal ${signed(goal, goal.goal)}, gate ${signed(goal, goal.gate)}  ${goal.what}`,
    );
  const missed = judged.filter(({ verdict }) => verdict !== "goal met");
  if (missed.length === 0) console.log("Every goal is met.");
  else console.log(`Goals not met: ${missed.map(({ goal }) => goal.id).join(", ")}.`);
}
