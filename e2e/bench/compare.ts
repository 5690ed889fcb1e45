/** The baseline and the candidate in turns, so that whatever else the machine does meets both. */
import { loadavg } from "node:os";
import type { Generator } from "./load/generator.ts";
import type { Call, Latencies } from "./load/closed-loop.ts";
import { cpuMs } from "./process-figures.ts";
import { medianOf, type Spread, spreadOf } from "./spread.ts";

/** Who is measured: each block takes the next list of calls, so that no link runs into its rate limit. */
export type Target = {
  readonly lists: readonly (readonly Call[])[];
  readonly pid: number;
  /** Where one request is not one call. */
  readonly measure?: (ms: number) => Promise<Latencies>;
};
export type Pace = {
  readonly concurrency: number;
  readonly blocks: number;
  readonly ms: number;
  readonly warmUpMs: number;
};
type Block = Latencies & { readonly cpuMs: number };
export type Figure = "p50" | "p95" | "p99" | "perSecond" | "cpuMs";
export type Comparison = {
  readonly ratio: Readonly<Record<Figure, Spread>>;
  readonly base: Readonly<Record<Figure, number>>;
  readonly ours: Readonly<Record<Figure, number>>;
  readonly load: number;
};
const FIGURES: readonly Figure[] = ["p50", "p95", "p99", "perSecond", "cpuMs"];

export async function compare(
  generator: Generator,
  base: Target,
  candidate: Target,
  pace: Pace,
): Promise<Comparison> {
  const runners = [base, candidate].map((target) => runnerOf(generator, target, pace.concurrency));
  const [runBase, runCandidate] = runners;
  if (runBase === undefined || runCandidate === undefined) throw new Error("Two are compared.");
  for (const run of [runBase, runCandidate])
    // In turns as well: the calls of one list have a rate limit.
    for (let leftMs = pace.warmUpMs / 2; leftMs > 0; leftMs -= pace.ms) await run(Math.min(leftMs, pace.ms));
  const bases = [await runBase(pace.ms)];
  const candidates: Block[] = [];
  for (let block = 0; block < pace.blocks; block++) {
    candidates.push(await runCandidate(pace.ms));
    bases.push(await runBase(pace.ms));
  }
  const figures = <T>(make: (figure: Figure) => T) =>
    Object.fromEntries(FIGURES.map((figure) => [figure, make(figure)])) as Record<Figure, T>;
  return {
    ratio: figures((figure) =>
      spreadOf(candidates.map((block, index) => block[figure] / around(bases, index, figure))),
    ),
    base: figures((figure) => medianOf(bases.map((block) => block[figure]))),
    ours: figures((figure) => medianOf(candidates.map((block) => block[figure]))),
    load: loadavg()[0] ?? 0,
  };
}

/** The mean of the two baselines before and after a block. */
const around = (bases: readonly Block[], index: number, figure: Figure): number =>
  ((bases[index]?.[figure] ?? Number.NaN) + (bases[index + 1]?.[figure] ?? Number.NaN)) / 2;

function runnerOf(generator: Generator, target: Target, concurrency: number): (ms: number) => Promise<Block> {
  let turn = 0;
  return async (ms) => {
    const calls = target.lists[turn++ % target.lists.length] ?? [];
    const cpuBefore = cpuMs(target.pid);
    const measured =
      target.measure === undefined
        ? await generator.ask({ do: "load", calls, concurrency, ms })
        : await target.measure(ms);
    return { ...measured, cpuMs: (cpuMs(target.pid) - cpuBefore) / measured.calls };
  };
}
