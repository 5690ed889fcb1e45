/** The finished calls of an app, newest first, a page at a time. Arguments and results are never stored. */
import { calls, links } from "@agent-socket/db";
import { isLinkId } from "@agent-socket/protocol";
import type { CallOutcome } from "@agent-socket/protocol/control-plane";
import { and, desc, eq, ne, sql } from "drizzle-orm";
import { requireApp } from "../../app-access.ts";
import type { UserContext } from "../../context.ts";
import { cutPage, decodeCursor, PAGE_SIZE, type PageCursor } from "../../page-cursor.ts";

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

/** `ok`: succeeded; `failed`: every other outcome. */
export type OutcomeFilter = "ok" | "failed";

/** `tokenId`: only the calls of one link. */
export async function listCalls({
  ctx,
  input,
}: {
  ctx: UserContext;
  input: {
    readonly appId: string;
    readonly cursor?: string | undefined;
    readonly tokenId?: string | undefined;
    readonly outcome?: OutcomeFilter | undefined;
  };
}): Promise<CallPage> {
  const app = await requireApp(ctx, input.appId, "read");
  if (input.tokenId !== undefined && !isLinkId(input.tokenId)) return { calls: [], nextCursor: null };
  const isWanted = and(
    eq(calls.appId, app.id),
    input.tokenId === undefined ? undefined : eq(calls.tokenId, input.tokenId),
    hasOutcome(input.outcome),
    isAfter(decodeCursor(input.cursor)),
  );
  const found = await ctx.db
    .select({ call: calls, linkLabel: links.label })
    .from(calls)
    .innerJoin(links, and(eq(links.appId, calls.appId), eq(links.tokenId, calls.tokenId)))
    .where(isWanted)
    .orderBy(desc(calls.startedAt), desc(calls.id))
    .limit(PAGE_SIZE + 1);
  const { rows, nextCursor } = cutPage(found, ({ call }) => ({ at: call.startedAt, id: call.id }));
  return { calls: rows.map(({ call, linkLabel }) => summarise(call, linkLabel)), nextCursor };
}

function hasOutcome(filter: OutcomeFilter | undefined) {
  if (filter === undefined) return undefined;
  return filter === "ok" ? eq(calls.outcome, "ok") : ne(calls.outcome, "ok");
}

const isAfter = (cursor: PageCursor | null) =>
  cursor === null
    ? undefined
    : sql`(${calls.startedAt}, ${calls.id}) < (${cursor.at.toISOString()}::timestamptz, ${cursor.id})`;

function summarise(call: typeof calls.$inferSelect, linkLabel: string | null): CallSummary {
  const { appId: _appId, startedAt, ...rest } = call;
  return { ...rest, linkLabel, startedAtMs: startedAt.getTime() };
}
