/** The page of figures. */
import { figure, type Judged, signed } from "../judge.ts";
import type { Verdict } from "../goals.ts";
import type { Result } from "../goals.ts";
import type { Run } from "../run.ts";
import { medianOf } from "../spread.ts";
import type { Machine } from "./machine.ts";

export function pageOf(machine: Machine, runs: readonly Run[], judged: readonly Judged[]): string {
  const missed = judged.filter(({ verdict }) => verdict !== "goal met");
  return `# Benchmarks

Written by \`npm run bench -- --runs ${runs.length}\`; change nothing by hand. The same figures for programs: [benchmarks.json](benchmarks.json).

![Each goal and what was measured](benchmarks.svg)

${missed.length === 0 ? "Every goal is met." : `**Not met:** ${missed.map(({ goal, value }) => `${goal.id} (${figure(value)}, goal ${signed(goal, goal.goal)})`).join(", ")}. [Why](adr/0008-what-a-call-costs.md).`}

## The figures

| | what | median | runs | quartiles | goal | gate | ours | compared with |
| --- | --- | --- | --- | --- | --- | --- | --- | --- |
${judged.map(row).join("\n")}

The median is that of the runs, the quartiles and the absolutes are those of the last one. Absolutes depend on the machine and on
what else it did (load ${runs.map(({ loads }) => loads.map((load) => load.toFixed(1)).join(" to ")).join(", ")}); ratios are made of neighbouring seconds.

## Beside them, without a goal

| what | median | ours | compared with |
| --- | --- | --- | --- |
${BESIDE.map(([id, what]) => besideRow(id, what, runs)).join("\n")}

${METHOD}
## The machine

${machine.cores} cores of ${machine.processor}, ${machine.memoryGib} GiB; commit ${machine.commit}; ${runs.map(({ startedAt, seconds }) => `${startedAt} (${Math.round(seconds)} s)`).join(", ")}.

| program | version |
| --- | --- |
${Object.entries(machine.versions)
  .map(([name, version]) => `| ${name} | ${version} |`)
  .join("\n")}

The dashboard has [figures of its own](benchmarks-dashboard.md).
`;
}

const METHOD = `p99 is printed and not promised: on one machine it shows workerd's own pauses. A relay that runs on the app's own machine and
speaks over stdio is four to five times as fast for small calls: one machine, nothing hosted, nobody asked who calls. A plain
Node bridge without a Durable Object is about eight times as fast as the bare bridge, and loses every session with its process.

## How it was measured

- **The limit.** \`e2e/bench/servers/bridge.worker.js\`: the smallest Worker and Durable Object that carry a request to a
  hibernating WebSocket and back. No tokens, no checks, no storage.
- **The relay** is the bundle that \`wrangler deploy\` uploads, with all it does in production: token, scope, rate limit, schema
  check, the usage record written before the answer leaves, the event queue and its consumer. Both run under \`workerd serve\`
  with one loopback socket and nothing in front. The objects lie in memory-backed storage: a local workerd waits for the disk on
  the one thread that serves everybody, which Cloudflare does not. \`npm run bench -- --disk\` measures with the disk.
- **Interleaved.** Baseline and candidate take turns of a second (three at 1 MiB), seven turns after a warm-up; a ratio is a turn
  over the mean of the two baselines beside it. Trials come in random order. Every latency is kept.
- **Load** comes from a process of its own: a closed loop over kept-alive connections (undici), and apps on plain sockets without
  compression that answer at once. An unexpected status ends the run.
- **Rate limits stay on**: 20 calls a second and a burst of 50 for each link, so each turn uses another session of 50 links.
`;

const BESIDE: readonly (readonly [string, string])[] = [
  ["cpu1", "processor time a call, one at a time / bare bridge"],
  ["cpu50", "processor time a call at 50 / bare bridge"],
  ["p99", "p99 at 50 / bare bridge"],
  ["mcp-json", "calls per second at 50 / MCP TypeScript SDK, JSON answers"],
  ["mcp-stateless", "calls per second at 50 / MCP TypeScript SDK, stateless"],
];

const MARKS: Readonly<Record<Verdict, string>> = {
  "goal met": "met",
  "within the gate": "not met",
  "gate missed": "**gate missed**",
  "not measured": "**not measured**",
};

function row({ goal, value, values, verdict, low, high, ours, base }: Judged): string {
  const each = values.map(figure).join(" · ");
  return `| ${goal.id} | ${goal.what} | **${figure(value)}** ${MARKS[verdict]} | ${each} | ${figure(low)}–${figure(high)} | ${signed(goal, goal.goal)} | ${signed(goal, goal.gate)} | ${ours} | ${base} |`;
}

function besideRow(id: string, what: string, runs: readonly Run[]): string {
  const results: readonly Result[] = runs.flatMap((run) => run.results.filter((result) => result.id === id));
  const last = results.at(-1);
  const median = medianOf(results.map(({ value }) => value));
  return `| ${what} | ${figure(median)} | ${last?.ours ?? ""} | ${last?.base ?? ""} |`;
}
