/** `docs/observability.md` names the metrics and the lines of the log that the code writes, and its alerts use no other. */
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../stack/repository.mjs";

/** @typedef {import("./pages.mjs").Page} Page */

/** @param {string} file */
const source = (file) => readFileSync(join(root, file), "utf8");

const METRIC = /\bagent_socket_[a-z_]+/g;
/** What Prometheus makes of a histogram. */
const SUFFIX = /_(?:bucket|count|sum)$/;

/** @param {Page} page @returns {string[]} */
export function faultsOfObservability(page) {
  return [
    ...differences(page, "metric", metricsInCode(), metricsIn(page.codeSpans.join("\n"))),
    ...[...metricsIn(page.blocks.map(({ text }) => text).join("\n"))]
      .filter((name) => !metricsInCode().has(name))
      .map((name) => `${page.path} has an alert on ${name}, which does not exist.`),
    ...differences(page, "event", eventsInCode(), eventsIn(page)),
  ];
}

/** @param {Page} page @param {string} kind @param {Set<string>} wanted @param {Set<string>} told */
const differences = (page, kind, wanted, told) => [
  ...[...wanted]
    .filter((name) => !told.has(name))
    .map((name) => `${page.path}: the ${kind} ${name} is not told.`),
  ...[...told]
    .filter((name) => !wanted.has(name))
    .map((name) => `${page.path}: nothing writes the ${kind} ${name}.`),
];

const metricsInCode = () => metricsIn(source("apps/dashboard/src/metrics/metrics.ts"), (name) => name);

/** @param {string} text @param {(name: string) => string} base */
const metricsIn = (text, base = (name) => name.replace(SUFFIX, "")) =>
  new Set([...text.matchAll(METRIC)].map(([name]) => base(name)));

function eventsInCode() {
  const files = globSync("apps/relay/src/**/*.ts", { cwd: root }).filter(
    (file) => !/\.(test|fixture)\.ts$/.test(file),
  );
  const calls = files.flatMap((file) => [...source(file).matchAll(/\blog(?:Info|Error)\(\s*"([a-z_]+)"/g)]);
  return new Set(calls.map(([, event = ""]) => event));
}

/** The first column of the table of the log. @param {Page} page */
function eventsIn({ text }) {
  const [, table = ""] = /\n\| `event`[^\n]*\n([\s\S]*?)\n\n/.exec(text) ?? [];
  const cells = table.split("\n").map((row) => row.split("|")[1] ?? "");
  return new Set(cells.flatMap((cell) => [...cell.matchAll(/`([a-z_]+)`/g)].map(([, event = ""]) => event)));
}
