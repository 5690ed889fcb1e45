/** Reads the options, makes the runs, prints what they came to, and writes it to the docs. */
import { parseArgs } from "node:util";
import { Fault } from "../../scripts/stack/fault.mjs";
import { type Kind, oneRun } from "./run.ts";
import { isFailure, judge, printVerdicts } from "./judge.ts";
import { simulateStorms } from "./storm/report.ts";
import { writeReport } from "./report/write.ts";

export async function main(words: readonly string[]): Promise<number> {
  try {
    const { values, positionals } = parseArgs({
      args: [...words],
      allowPositionals: true,
      options: {
        runs: { type: "string", default: "1" },
        disk: { type: "boolean", default: false },
        only: { type: "string" },
      },
    });
    if (positionals.includes("storm")) return simulateStorms();
    const kind: Kind = positionals.includes("quick") ? "quick" : "full";
    return await measure(kind, numberOf(values.runs), values.disk, values.only ?? "");
  } catch (cause) {
    console.error(cause instanceof Fault ? cause.message : cause);
    return 1;
  }
}

/** Only whole runs are written down: one that was cut short says little. */
async function measure(kind: Kind, count: number, onDisk: boolean, only: string): Promise<number> {
  const runs = [];
  for (let number = 1; number <= count; number++) {
    console.log(`Run ${number} of ${count}${kind === "quick" ? ", quick" : ""}:`);
    runs.push(await oneRun(kind, onDisk, only));
  }
  const verdicts = judge(runs, only === "");
  printVerdicts(verdicts);
  if (kind === "full" && only === "" && !onDisk) await writeReport(runs, verdicts);
  for (const { faults } of runs)
    for (const { trial, why } of faults) console.error(`\nNot measured: ${trial}. ${why}`);
  const isWhole = runs.every(({ faults }) => faults.length === 0);
  return isWhole && !verdicts.some(({ verdict }) => isFailure(verdict)) ? 0 : 1;
}

function numberOf(text: string): number {
  const number = Number(text);
  if (!Number.isInteger(number) || number < 1)
    throw new Fault(`--runs ${text}: give a whole number from 1 on.`);
  return number;
}
