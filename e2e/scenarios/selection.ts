/** Which scenarios the words of a command line mean: ids, ranges such as `30-39`, or `all`. */
import { Fault } from "../../scripts/stack/fault.mjs";
import type { Scenario } from "./scenario.ts";

export function select(scenarios: readonly Scenario[], words: readonly string[]): readonly Scenario[] {
  const wanted =
    words.length === 0 ? ["all"] : words.flatMap((word) => word.split(",")).filter((word) => word !== "");
  const ranges = wanted.map(readRange);
  const chosen = scenarios.filter(({ id }) => ranges.some(([first, last]) => id >= first && id <= last));
  if (chosen.length === 0)
    throw new Fault(
      `No scenario has the id ${wanted.join(", ")}. Ids: ${scenarios.map(({ id }) => id).join(" ")}`,
    );
  return chosen;
}

function readRange(word: string): readonly [number, number] {
  if (word === "all") return [0, Infinity];
  const match = /^(\d+)(?:-(\d+))?$/.exec(word);
  if (match === null) throw new Fault(`"${word}" is not an id, a range such as 30-39, or all.`);
  const first = Number(match[1]);
  return [first, Number(match[2] ?? first)];
}
