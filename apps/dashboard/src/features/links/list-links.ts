/** The links of an app, in an order, a page at a time. */
import { type Db, links, relaySessions } from "@agent-socket/db";
import { and, eq, ilike, inArray, or, type SQL, sql } from "drizzle-orm";
import { requireApp } from "../../app-access.ts";
import type { UserContext } from "../../context.ts";
import { linkState, type LinkState } from "../../link-state.ts";
import { cutPage, PAGE_SIZE } from "../../page-cursor.ts";
import { type LinkFilter, NO_LINK_FILTER } from "./link-filter.ts";
import { decodeLinkCursor, encodeLinkCursor, type LinkOrder, orderBy } from "./link-order.ts";
import { type LinkSort, NEWEST_FIRST } from "./link-sort.ts";

export type LinkSummary = {
  readonly tokenId: string;
  readonly sessionId: string;
  readonly label: string | null;
  readonly state: LinkState;
  readonly readOnly: boolean;
  /** Names of the tools it may call; `null`: all of them. */
  readonly tools: readonly string[] | null;
  readonly maxCalls: number | null;
  readonly createdAtMs: number;
  readonly openedAtMs: number | null;
  readonly lastUsedAtMs: number | null;
  /** A guess such as `claude` or `curl`; for display. */
  readonly client: string | null;
  readonly calls: number;
  readonly errors: number;
  readonly expiresAtMs: number | null;
  readonly revokeRequestedAtMs: number | null;
  readonly revokedAtMs: number | null;
  readonly revokedBy: "app" | "holder" | "developer" | null;
};
export type LinkPage = {
  readonly links: readonly LinkSummary[];
  /** Nothing comes before it, whatever cursor was given. */
  readonly isFirst: boolean;
  /** For the next page's `cursor`; `null` on the last one. */
  readonly nextCursor: string | null;
};

type Input = {
  readonly appId: string;
  readonly cursor?: string | undefined;
  readonly filter?: LinkFilter;
  readonly sort?: LinkSort;
};

export async function listLinks({ ctx, input }: { ctx: UserContext; input: Input }): Promise<LinkPage> {
  const app = await requireApp(ctx, input.appId, "read");
  const { filter = NO_LINK_FILTER, sort = NEWEST_FIRST } = input;
  const order = orderBy(sort);
  const cursor = decodeLinkCursor(sort, input.cursor);
  const after = cursor === null ? undefined : order.after(cursor);
  const found = await ctx.db
    .select({ link: links, state: linkState, rank: order.rank })
    .from(links)
    .innerJoin(relaySessions, isItsSession)
    .where(
      and(eq(links.appId, app.id), inArray(links.tokenId, wanted(ctx.db, app.id, { filter, order, after }))),
    )
    .orderBy(...order.by);
  const { rows, nextCursor } = cutPage(found, ({ link, rank }) =>
    encodeLinkCursor(sort, { rank, createdAtMs: link.createdAt.getTime(), tokenId: link.tokenId }),
  );
  const isFirst = cursor === null;
  return { links: rows.map(({ link, state }) => summarise(link, state)), isFirst, nextCursor };
}

const isItsSession = and(eq(relaySessions.appId, links.appId), eq(relaySessions.id, links.sessionId));

type Part = {
  readonly filter: LinkFilter;
  readonly order: LinkOrder;
  readonly after: SQL | undefined;
};

/** Each link has its session: joined from the left, it is not read where neither order nor filter asks for it. */
const wanted = (db: Db, appId: string, { filter: { state, search }, order, after }: Part) =>
  db
    .select({ tokenId: links.tokenId })
    .from(links)
    .leftJoin(relaySessions, isItsSession)
    .where(
      and(
        eq(links.appId, appId),
        state === null ? undefined : sql`${linkState} = ${state}`,
        search === null ? undefined : holds(search),
        after,
      ),
    )
    .orderBy(...order.by)
    .limit(PAGE_SIZE + 1);

/** Letters as they are written: what has a meaning in a pattern is searched for itself. */
function holds(search: string) {
  const literal = search.replaceAll(/[\\%_]/g, "\\$&");
  return or(ilike(links.label, `%${literal}%`), ilike(links.tokenId, `${literal}%`));
}

function summarise(link: typeof links.$inferSelect, state: LinkState): LinkSummary {
  const { tokenId, sessionId, label, readOnly, tools, maxCalls, client, calls, errors, revokedBy } = link;
  return {
    tokenId,
    sessionId,
    label,
    state,
    readOnly,
    tools,
    maxCalls,
    client,
    calls,
    errors,
    revokedBy,
    createdAtMs: link.createdAt.getTime(),
    openedAtMs: link.openedAt?.getTime() ?? null,
    lastUsedAtMs: link.lastUsedAt?.getTime() ?? null,
    expiresAtMs: link.expiresAt?.getTime() ?? null,
    revokeRequestedAtMs: link.revokeRequestedAt?.getTime() ?? null,
    revokedAtMs: link.revokedAt?.getTime() ?? null,
  };
}
