/**
 * The numbers behind the usage page. They come from the roll-ups, so that they cost the same however many calls there are.
 * Calls themselves are read for one link over a day at most, and for the hours before the first whole slot of the links.
 */
import {
  calls,
  type Db,
  links,
  USAGE_LINK_SLOT_MINUTES,
  usageByLink,
  usageLinkSlots,
  usageSlots,
} from "@agent-socket/db";
import type { CallOutcome } from "@agent-socket/protocol/control-plane";
import { and, type Column, eq, gte, inArray, isNotNull, lt, type SQL, sql } from "drizzle-orm";
import { unionAll } from "drizzle-orm/pg-core";
import { outcomesOf } from "../../call-outcomes.ts";
import { APP_BUCKETS_FROM, bucketOf } from "../../latency-histogram.ts";
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
const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
const LINK_SLOT_MS = USAGE_LINK_SLOT_MINUTES * MINUTE_MS;

/** Links have no slots as short as those of an hour or a day. */
const isRaw = ({ filter, window }: Question): boolean => filter.link !== null && window.stepMs < LINK_SLOT_MS;

const tableOf = ({ filter }: Question) => (filter.link === null ? usageSlots : usageLinkSlots);

export function readCounts(db: Db, question: Question): Promise<readonly CountRow[]> {
  const table = isRaw(question) ? calls : tableOf(question);
  const [at, count] = isRaw(question)
    ? [calls.startedAt, sql<number>`count(*)::int`]
    : [tableOf(question).slot, sql<number>`sum(${tableOf(question).calls})::int`];
  return db
    .select({ slotMs: slotOf(at, question), tool: table.tool, outcome: table.outcome, calls: count })
    .from(table)
    .where(isRaw(question) ? isWantedCall(question) : isWantedSlot(question))
    .groupBy(sql`1, 2, 3`);
}

/** Of the calls that the app answered. */
export async function readTimes(db: Db, question: Question): Promise<readonly TimeRow[]> {
  const rows = await (isRaw(question) ? rawTimes(db, question) : rolledUpTimes(db, question));
  return rows.map(({ slotMs, key, calls: count }) =>
    key < APP_BUCKETS_FROM
      ? { slotMs, part: "relay", bucket: key, calls: count }
      : { slotMs, part: "app", bucket: key - APP_BUCKETS_FROM, calls: count },
  );
}

function rolledUpTimes(db: Db, question: Question) {
  const table = tableOf(question);
  const times = db
    .select({
      slotMs: slotOf(table.slot, question).as("slot_ms"),
      key: sql<number>`unnest(${table.timeBuckets})`.as("key"),
      calls: sql<number>`unnest(${table.timeCounts})`.as("calls"),
    })
    .from(table)
    .where(isWantedSlot(question))
    .as("times");
  return db
    .select({ slotMs: times.slotMs, key: times.key, calls: sql<number>`sum(${times.calls})::int` })
    .from(times)
    .groupBy(times.slotMs, times.key);
}

function rawTimes(db: Db, question: Question) {
  const parts = sql`(values (${bucketOf(sql`${calls.durationMs} - ${calls.appMs}`)}),
    (${sql.raw(String(APP_BUCKETS_FROM))} + ${bucketOf(sql`${calls.appMs}`)})) as times(key)`;
  return db
    .select({
      slotMs: slotOf(calls.startedAt, question),
      key: sql<number>`times.key`,
      calls: sql<number>`count(*)::int`,
    })
    .from(calls)
    .crossJoin(sql`lateral ${parts}`)
    .where(and(isWantedCall(question), isNotNull(calls.appMs)))
    .groupBy(sql`1, 2`);
}

export async function readTopLinks(db: Db, question: Question): Promise<readonly TopLink[]> {
  const used = usedLinks(db, question).as("used");
  const top = db
    .select({
      tokenId: used.tokenId,
      used: sql<number>`sum(${used.calls})::int`.as("total"),
      failed: sql<number>`coalesce(sum(${used.calls}) filter (where ${used.outcome} <> 'ok'), 0)::int`.as(
        "failed",
      ),
    })
    .from(used)
    .groupBy(used.tokenId)
    .orderBy(sql`2 desc, 1`)
    .limit(TOP_LINKS)
    .as("top");
  return (
    db
      .select({ tokenId: top.tokenId, label: links.label, calls: top.used, errors: top.failed })
      .from(top)
      // A link is forgotten long after its last call, but it may be.
      .leftJoin(links, and(eq(links.appId, question.appId), eq(links.tokenId, top.tokenId)))
      .orderBy(sql`3 desc, 1`)
  );
}

/** Ranges of whole days from the narrow table of days; shorter ones from whole slots, and the calls before the first of them. */
function usedLinks(db: Db, question: Question) {
  const { fromMs } = question.window;
  if (fromMs % DAY_MS === 0) return usedSlots(db, usageByLink, usageByLink.day, question, fromMs);
  const wholeFromMs = Math.ceil(fromMs / LINK_SLOT_MS) * LINK_SLOT_MS;
  const whole = usedSlots(db, usageLinkSlots, usageLinkSlots.slot, question, wholeFromMs);
  const before = db
    .select({ tokenId: calls.tokenId, outcome: calls.outcome, calls: sql<number>`1`.as("calls") })
    .from(calls)
    .where(and(isWantedCall(question), lt(calls.startedAt, new Date(wholeFromMs))));
  return unionAll(whole, before);
}

const usedSlots = (
  db: Db,
  table: typeof usageByLink | typeof usageLinkSlots,
  begin: Column,
  question: Question,
  fromMs: number,
) =>
  db
    .select({
      tokenId: table.tokenId,
      outcome: table.outcome,
      calls: sql<number>`${table.calls}`.as("calls"),
    })
    .from(table)
    .where(and(isOf(table, question), linkIs(table.tokenId, question), since(begin, fromMs)));

type Table = { readonly appId: Column; readonly tool: Column; readonly outcome: Column };

function isOf(table: Table, { appId, filter: { tool, outcome } }: Question): SQL | undefined {
  return and(
    eq(table.appId, appId),
    tool === null ? undefined : eq(table.tool, tool),
    outcome === null ? undefined : inArray(table.outcome, [...outcomesOf(outcome)]),
  );
}

const since = (at: Column, fromMs: number): SQL => gte(at, new Date(fromMs));

const linkIs = (tokenId: Column, { filter: { link } }: Question): SQL | undefined =>
  link === null ? undefined : eq(tokenId, link);

const isWantedCall = (question: Question): SQL | undefined =>
  and(isOf(calls, question), linkIs(calls.tokenId, question), since(calls.startedAt, question.window.fromMs));

function isWantedSlot(question: Question): SQL | undefined {
  const { filter, window } = question;
  if (filter.link === null)
    return and(
      isOf(usageSlots, question),
      eq(usageSlots.minutes, window.stepMs / MINUTE_MS),
      since(usageSlots.slot, window.fromMs),
    );
  return and(
    isOf(usageLinkSlots, question),
    linkIs(usageLinkSlots.tokenId, question),
    inArray(usageLinkSlots.slot, linkSlotsOf(window)),
  );
}

/** Each of them by name: the index has the slot before the link, and is asked for the link in each. */
function linkSlotsOf({ fromMs, stepMs, slots }: UsageWindow): Date[] {
  const count = (slots * stepMs) / LINK_SLOT_MS;
  return Array.from({ length: count }, (_, index) => new Date(fromMs + index * LINK_SLOT_MS));
}

/** The moment that the row's slot begins. Its numbers are ours and whole, so they may stand in the statement's text. */
function slotOf(at: Column, { window: { fromMs, stepMs } }: Question) {
  const [step, from] = [sql.raw(String(stepMs)), sql.raw(String(fromMs / 1000))];
  return sql`extract(epoch from date_bin(interval '${step} ms', ${at}, to_timestamp(${from}))) * 1000`.mapWith(
    Number,
  );
}
