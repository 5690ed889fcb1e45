/**
 * The numbers behind the usage page. They come from the roll-ups where these are fine enough, so that they cost the same
 * however many calls there are: not so the last hour, the links of one day, and one link alone.
 */
import { calls, type Db, links, usageByLink, usageByTool, usageToolLatency } from "@agent-socket/db";
import type { CallOutcome } from "@agent-socket/protocol/control-plane";
import { and, type Column, eq, gte, inArray, isNotNull, type SQL, sql } from "drizzle-orm";
import { outcomesOf } from "../../call-outcomes.ts";
import { bucketOf } from "../../latency-histogram.ts";
import type { UsageFilter, UsageWindow } from "./usage-filter.ts";

export type Question = { readonly appId: string; readonly filter: UsageFilter; readonly window: UsageWindow };

/** How often a tool ended in an outcome in a slot. */
export type CountRow = {
  /** When it begins, in milliseconds. */
  readonly slotMs: number;
  readonly tool: string;
  readonly outcome: CallOutcome;
  readonly calls: number;
};
export type TimeRow = {
  /** When it begins, in milliseconds. */
  readonly slotMs: number;
  readonly part: "relay" | "app";
  readonly bucket: number;
  readonly calls: number;
};
export type TopLink = {
  readonly tokenId: string;
  readonly label: string | null;
  readonly calls: number;
  readonly errors: number;
};

const TOP_LINKS = 8;

/** A roll-up has no slots below an hour, and none by tool within a link. */
const isRaw = ({ filter }: Question): boolean => filter.range === "1h" || filter.link !== null;
/** Links are counted by whole days. */
const areLinksRaw = (question: Question): boolean => isRaw(question) || question.filter.range === "24h";

export function readCounts(db: Db, question: Question): Promise<readonly CountRow[]> {
  const table = isRaw(question) ? calls : usageByTool;
  const [at, count] = isRaw(question)
    ? [calls.startedAt, sql<number>`count(*)::int`]
    : [usageByTool.hour, sql<number>`sum(${usageByTool.calls})::int`];
  return db
    .select({ slotMs: slotOf(at, question), tool: table.tool, outcome: table.outcome, calls: count })
    .from(table)
    .where(isWanted(table, at, question))
    .groupBy(sql`1, 2, 3`);
}

/** Of the calls that the app answered. */
export function readTimes(db: Db, question: Question): Promise<readonly TimeRow[]> {
  return isRaw(question) ? rawTimes(db, question) : rolledUpTimes(db, question);
}

function rolledUpTimes(db: Db, question: Question) {
  const { hour, part, bucket, calls: count } = usageToolLatency;
  return db
    .select({ slotMs: slotOf(hour, question), part, bucket, calls: sql<number>`sum(${count})::int` })
    .from(usageToolLatency)
    .where(isWanted(usageToolLatency, hour, question))
    .groupBy(sql`1, 2, 3`);
}

function rawTimes(db: Db, question: Question) {
  const parts = sql`(values ('relay', ${calls.durationMs} - ${calls.appMs}), ('app', ${calls.appMs})) as part(name, ms)`;
  return db
    .select({
      slotMs: slotOf(calls.startedAt, question),
      part: sql<TimeRow["part"]>`part.name`,
      bucket: bucketOf(sql`part.ms`).mapWith(Number),
      calls: sql<number>`count(*)::int`,
    })
    .from(calls)
    .crossJoin(sql`lateral ${parts}`)
    .where(and(isWanted(calls, calls.startedAt, question), isNotNull(calls.appMs)))
    .groupBy(sql`1, 2, 3`);
}

export async function readTopLinks(db: Db, question: Question): Promise<readonly TopLink[]> {
  const table = areLinksRaw(question) ? calls : usageByLink;
  const [at, each] = areLinksRaw(question) ? [calls.startedAt, sql`1`] : [usageByLink.day, usageByLink.calls];
  const top = db
    .select({
      appId: table.appId,
      tokenId: table.tokenId,
      used: sql<number>`sum(${each})::int`.as("used"),
      failed: sql<number>`coalesce(sum(${each}) filter (where ${table.outcome} <> 'ok'), 0)::int`.as(
        "failed",
      ),
    })
    .from(table)
    .where(isWanted(table, at, question))
    .groupBy(table.appId, table.tokenId)
    .orderBy(sql`3 desc, 2`)
    .limit(TOP_LINKS)
    .as("top");
  return (
    db
      .select({ tokenId: top.tokenId, label: links.label, calls: top.used, errors: top.failed })
      .from(top)
      // A link is forgotten long after its last call, but it may be.
      .leftJoin(links, and(eq(links.appId, top.appId), eq(links.tokenId, top.tokenId)))
      .orderBy(sql`3 desc, 1`)
  );
}

type Table = { readonly appId: Column; readonly tool: Column; readonly outcome: Column };

function isWanted(table: Table, at: Column, { appId, filter, window }: Question): SQL | undefined {
  const { tool, link, outcome } = filter;
  return and(
    eq(table.appId, appId),
    gte(at, new Date(window.fromMs)),
    tool === null ? undefined : eq(table.tool, tool),
    outcome === null ? undefined : inArray(table.outcome, [...outcomesOf(outcome)]),
    link === null ? undefined : eq(calls.tokenId, link),
  );
}

/** The moment that the row's slot begins. Its numbers are ours and whole, so they may stand in the statement's text. */
function slotOf(at: Column, { window: { fromMs, stepMs } }: Question) {
  const [step, from] = [sql.raw(String(stepMs)), sql.raw(String(fromMs / 1000))];
  return sql`extract(epoch from date_bin(interval '${step} ms', ${at}, to_timestamp(${from}))) * 1000`.mapWith(
    Number,
  );
}
