/** The links of an app, newest first, a page at a time. */
import { links, relaySessions } from "@agent-socket/db";
import { and, desc, eq, ilike, or, sql } from "drizzle-orm";
import { requireApp } from "../../app-access.ts";
import type { UserContext } from "../../context.ts";
import { linkState, type LinkState } from "../../link-state.ts";
import { cutPage, decodeCursor, PAGE_SIZE, type PageCursor } from "../../page-cursor.ts";
import { type LinkFilter, NO_LINK_FILTER } from "./link-filter.ts";

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
  /** For the next page's `cursor`; `null` on the last one. */
  readonly nextCursor: string | null;
};

export async function listLinks({
  ctx,
  input,
}: {
  ctx: UserContext;
  input: {
    readonly appId: string;
    readonly cursor?: string | undefined;
    readonly filter?: LinkFilter;
  };
}): Promise<LinkPage> {
  const app = await requireApp(ctx, input.appId, "read");
  const { state, search } = input.filter ?? NO_LINK_FILTER;
  const found = await ctx.db
    .select({ link: links, state: linkState })
    .from(links)
    .innerJoin(
      relaySessions,
      and(eq(relaySessions.appId, links.appId), eq(relaySessions.id, links.sessionId)),
    )
    .where(
      and(
        eq(links.appId, app.id),
        state === null ? undefined : sql`${linkState} = ${state}`,
        search === null ? undefined : holds(search),
        isAfter(decodeCursor(input.cursor)),
      ),
    )
    .orderBy(desc(links.createdAt), desc(links.tokenId))
    .limit(PAGE_SIZE + 1);
  const { rows, nextCursor } = cutPage(found, ({ link }) => ({ at: link.createdAt, id: link.tokenId }));
  return { links: rows.map(({ link, state }) => summarise(link, state)), nextCursor };
}

/** Letters as they are written: what has a meaning in a pattern is searched for itself. */
function holds(search: string) {
  const literal = search.replaceAll(/[\\%_]/g, "\\$&");
  return or(ilike(links.label, `%${literal}%`), ilike(links.tokenId, `${literal}%`));
}

const isAfter = (cursor: PageCursor | null) =>
  cursor === null
    ? undefined
    : sql`(${links.createdAt}, ${links.tokenId}) < (${cursor.at.toISOString()}::timestamptz, ${cursor.id})`;

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
