/** The tables of the usage page as CSV. */
import { OUTCOME_GROUPS } from "../../call-outcomes.ts";
import { csvOf } from "../../csv.ts";
import type { Percentiles, Slot, Usage } from "./get-usage.ts";

export const USAGE_TABLES = ["outcomes", "latency", "tools", "links"] as const;
export type UsageTable = (typeof USAGE_TABLES)[number];

export const readUsageTable = (text: string | null): UsageTable =>
  USAGE_TABLES.find((table) => table === text) ?? "outcomes";

export function usageCsv(usage: Usage, table: UsageTable): string {
  switch (table) {
    case "outcomes":
      return outcomesCsv(usage);
    case "latency":
      return latencyCsv(usage);
    case "tools":
      return csvOf(
        ["tool", "calls", "failed"],
        usage.tools.map(({ tool, calls, errors }) => [tool, String(calls), String(errors)]),
      );
    case "links":
      return csvOf(
        ["token_id", "label", "calls", "failed"],
        usage.links.map((link) => [link.tokenId, link.label ?? "", String(link.calls), String(link.errors)]),
      );
  }
}

const outcomesCsv = ({ slots }: Usage): string =>
  csvOf(
    ["from", "still_running", "calls", ...OUTCOME_GROUPS],
    slots.map((slot) => [
      ...beginningOf(slot),
      String(slot.calls),
      ...OUTCOME_GROUPS.map((group) => String(slot.byGroup[group])),
    ]),
  );

const latencyCsv = ({ slots }: Usage): string =>
  csvOf(
    [
      "from",
      "still_running",
      ...["app", "relay"].flatMap((part) => PERCENTILES.map((p) => `${part}_${p}_ms`)),
    ],
    slots.map((slot) => [...beginningOf(slot), ...timesOf(slot.app), ...timesOf(slot.relay)]),
  );

const beginningOf = ({ startMs, running }: Slot): readonly string[] => [
  new Date(startMs).toISOString(),
  String(running),
];

const PERCENTILES = ["p50", "p95", "p99"] as const;

const timesOf = (times: Percentiles | null): readonly string[] =>
  PERCENTILES.map((p) => (times === null ? "" : String(times[p])));
