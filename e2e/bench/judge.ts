/** The median of all runs, and what it says of each goal. */
import { GOALS, type Goal, type Verdict, verdictOf } from "./goals.ts";
import type { Run } from "./run.ts";
import { medianOf } from "./spread.ts";

export type Judged = {
  readonly goal: Goal;
  /** The median of the runs. */
  readonly value: number;
  readonly values: readonly number[];
  readonly verdict: Verdict;
  /** Of the last run: the quartiles of its blocks, and the absolutes. */
  readonly low: number;
  readonly high: number;
  readonly ours: string;
  readonly base: string;
};

export function judge(runs: readonly Run[]): readonly Judged[] {
  return GOALS.flatMap((goal) => {
    const results = runs.flatMap((run) => run.results.filter(({ id }) => id === goal.id));
    const last = results.at(-1);
    if (last === undefined) return [];
    const values = results.map(({ value }) => value);
    const value = medianOf(values);
    const { low, high, ours, base } = last;
    return [{ goal, value, values, verdict: verdictOf(goal, value), low, high, ours, base }];
  });
}

export const signed = ({ better }: Goal, limit: number): string =>
  `${better === "lower" ? "≤" : "≥"} ${limit}`;

export function printVerdicts(judged: readonly Judged[]): void {
  console.log("\nMedian of the runs:");
  for (const { goal, value, verdict } of judged)
    console.log(
      `${verdict === "gate missed" ? "FAIL" : verdict === "goal met" ? "ok  " : "near"} ${goal.id.padEnd(5)} ${value.toFixed(2).padStart(7)}` +
        `  goal ${signed(goal, goal.goal)}, gate ${signed(goal, goal.gate)}  ${goal.what}`,
    );
  const missed = judged.filter(({ verdict }) => verdict !== "goal met");
  if (missed.length === 0) console.log("Every goal is met.");
  else console.log(`Goals not met: ${missed.map(({ goal }) => goal.id).join(", ")}.`);
}
