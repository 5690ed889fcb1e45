/** The finished calls of an app, newest first, a page at a time. Arguments and results are never stored. */
import { calls, type Db, links } from "@agent-socket/db";
import type { CallOutcome } from "@agent-socket/protocol/control-plane";
import { and, desc, eq, gte, inArray, sql } from "drizzle-orm";
import { requireApp } from "../../app-access.ts";
import { type OutcomeFilter, outcomesOf } from "../../call-outcomes.ts";
import type { UserContext } from "../../context.ts";
import { cutPage, decodeCursor, encodeCursor, PAGE_SIZE, type PageCursor } from "../../page-cursor.ts";
import { type CallFilter, isPossible, NO_FILTER, startOf } from "./call-filter.ts";

export type CallSummary = {
  readonly id: string;
  readonly requestId: string;
  readonly tool: string;
  readonly outcome: CallOutcome;
  /** The app's own status; 0 when the app gave no answer. */
  readonly httpStatus: number;
  readonly surface: "http" | "link" | "mcp" | "batch";
  readonly client: string | null;
  readonly sessionId: string;
  readonly tokenId: string;
  readonly linkLabel: string | null;
  readonly startedAtMs: number;
  /** From the relay's acceptance to its answer. */
  readonly durationMs: number;
  /** The app's part of it; `null` when the app gave no answer. */
  readonly appMs: number | null;
  readonly requestBytes: number;
  readonly responseBytes: number;
};
export type CallPage = {
  readonly calls: readonly CallSummary[];
  /** For the next page's `cursor`; `null` on the last one. */
  readonly nextCursor: string | null;
};

type Input = { readonly appId: string; readonly filter?: CallFilter };

export async function listCalls({
  ctx,
  input,
}: {
  ctx: UserContext;
  input: Input & { readonly cursor?: string | undefined };
}): Promise<CallPage> {
  const { id } = await requireApp(ctx, input.appId, "read");
  const { filter = NO_FILTER } = input;
  const found = await readCalls(ctx.db, id, {
    filter,
    cursor: decodeCursor(input.cursor),
    limit: PAGE_SIZE + 1,
  });
  const { rows, nextCursor } = cutPage(found, (call) =>
    encodeCursor({ at: new Date(call.startedAtMs), id: call.id }),
  );
  return { calls: rows, nextCursor };
}

/** More than anybody reads; who needs all narrows the time. */
const MAX_EXPORTED = 10_000;

export async function exportCalls({
  ctx,
  input,
}: {
  ctx: UserContext;
  input: Input;
}): Promise<readonly CallSummary[]> {
  const { id } = await requireApp(ctx, input.appId, "read");
  return readCalls(ctx.db, id, { filter: input.filter ?? NO_FILTER, cursor: null, limit: MAX_EXPORTED });
}

/** One call, for an address that names it; `null` when the app has none of this id. */
export async function findCall({
  ctx,
  input,
}: {
  ctx: UserContext;
  input: { readonly appId: string; readonly callId: string };
}): Promise<CallSummary | null> {
  const { id } = await requireApp(ctx, input.appId, "read");
  if (!/^[\x21-\x7e]{1,64}$/.test(input.callId)) return null;
  const [found] = await selectCalls(ctx.db).where(and(eq(calls.appId, id), eq(calls.id, input.callId)));
  return found === undefined ? null : summarise(found);
}

type Part = { readonly filter: CallFilter; readonly cursor: PageCursor | null; readonly limit: number };

async function readCalls(
  db: Db,
  appId: string,
  { filter, cursor, limit }: Part,
): Promise<readonly CallSummary[]> {
  if (!isPossible(filter)) return [];
  const { tool, link, since, outcome } = filter;
  const isWanted = and(
    eq(calls.appId, appId),
    tool === null ? undefined : eq(calls.tool, tool),
    link === null ? undefined : eq(calls.tokenId, link),
    since === null ? undefined : gte(calls.startedAt, startOf(since, Date.now())),
    outcome === null ? undefined : hasOutcome(outcome),
    cursor === null
      ? undefined
      : sql`(${calls.startedAt}, ${calls.id}) < (${cursor.at.toISOString()}::timestamptz, ${cursor.id})`,
  );
  const found = await selectCalls(db)
    .where(isWanted)
    .orderBy(desc(calls.startedAt), desc(calls.id))
    .limit(limit);
  return found.map(summarise);
}

const selectCalls = (db: Db) =>
  db
    .select({ call: calls, linkLabel: links.label })
    .from(calls)
    .innerJoin(links, and(eq(links.appId, calls.appId), eq(links.tokenId, calls.tokenId)));

/** That a call failed is said by itself, too: it is what the index of the failed ones is asked by. */
function hasOutcome(filter: OutcomeFilter) {
  const outcomes = outcomesOf(filter);
  if (outcomes.includes("ok")) return inArray(calls.outcome, [...outcomes]);
  return and(
    sql`${calls.outcome} <> 'ok'`,
    filter === "failed" ? undefined : inArray(calls.outcome, [...outcomes]),
  );
}

type Found = { readonly call: typeof calls.$inferSelect; readonly linkLabel: string | null };

function summarise({ call, linkLabel }: Found): CallSummary {
  const { appId: _appId, startedAt, ...rest } = call;
  return { ...rest, linkLabel, startedAtMs: startedAt.getTime() };
}
