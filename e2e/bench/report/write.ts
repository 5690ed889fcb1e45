/** Writes what was measured: figures for programs, a page and a picture for people. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { format } from "prettier";
import { root } from "../../../scripts/stack/repository.mjs";
import type { Judged } from "../judge.ts";
import type { Run } from "../run.ts";
import { describeMachine } from "./machine.ts";
import { pageOf } from "./page.ts";
import { pictureOf } from "./picture.ts";

export async function writeReport(runs: readonly Run[], judged: readonly Judged[]): Promise<void> {
  const machine = describeMachine();
  const docs = join(root, "docs");
  const file = join(docs, "benchmarks.json");
  writeFileSync(file, await format(JSON.stringify({ machine, judged, runs }), { parser: "json" }));
  writeFileSync(join(docs, "benchmarks.svg"), pictureOf(judged));
  const options = { parser: "markdown", printWidth: 120 } as const;
  writeFileSync(join(docs, "benchmarks.md"), await format(pageOf(machine, runs, judged), options));
  console.log("Written: docs/benchmarks.md, .json and .svg");
}
