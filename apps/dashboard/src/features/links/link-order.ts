/**
 * A sort of the links as the database is asked for it, and the cursor that leads on from a row of it. No index holds what a
 * call changes: each would have to be written with every call. The links of one app are few enough to be read for a page.
 */
import { links } from "@agent-socket/db";
import { asc, desc, type SQL, sql, type SQLWrapper } from "drizzle-orm";
import { linkState } from "../../link-state.ts";
import type { LinkColumn, LinkSort } from "./link-sort.ts";

/** Later than any date. */
const NEVER_ENDS = sql.raw(String(Number.MAX_SAFE_INTEGER));
/** Before any count and any date. */
const NOTHING = sql.raw("-1");

const millisOf = (instant: SQLWrapper): SQL => sql`(extract(epoch from ${instant}) * 1000)::bigint`;

/** A whole number for each row, also where there is nothing; `null`: the time of its creation alone. */
function rankBy({ column, direction }: LinkSort): SQL | null {
  // What is over ends no more, and is last either way.
  const over = direction === "ascending" ? NEVER_ENDS : NOTHING;
  const ranks: Readonly<Record<LinkColumn, SQL | null>> = {
    created: null,
    used: sql`coalesce(${millisOf(links.lastUsedAt)}, ${NOTHING})`,
    calls: sql`${links.calls}::bigint`,
    errors: sql`${links.errors}::bigint`,
    expires: sql`case when ${linkState} = 'active' then coalesce(${millisOf(links.expiresAt)}, ${NEVER_ENDS}) else ${over} end`,
  };
  return ranks[column];
}

/** The last row of a page. */
export type LinkCursor = { readonly rank: number; readonly createdAtMs: number; readonly tokenId: string };

export type LinkOrder = {
  readonly by: readonly SQL[];
  /** For a cursor. */
  readonly rank: SQL<number>;
  readonly after: (cursor: LinkCursor) => SQL;
};

export function orderBy(sort: LinkSort): LinkOrder {
  const rank = rankBy(sort);
  const key: readonly SQLWrapper[] = [...(rank === null ? [] : [rank]), links.createdAt, links.tokenId];
  const [inOrder, isBeyond] = sort.direction === "ascending" ? [asc, sql.raw(">")] : [desc, sql.raw("<")];
  return {
    by: key.map((part) => inOrder(part)),
    rank: (rank ?? sql`0`).mapWith(Number),
    after(cursor) {
      const place = [
        ...(rank === null ? [] : [sql`${cursor.rank}::bigint`]),
        sql`${new Date(cursor.createdAtMs).toISOString()}::timestamptz`,
        sql`${cursor.tokenId}`,
      ];
      return sql`(${sql.join([...key], sql`, `)}) ${isBeyond} (${sql.join(place, sql`, `)})`;
    },
  };
}

export const encodeLinkCursor = ({ name }: LinkSort, { rank, createdAtMs, tokenId }: LinkCursor): string =>
  `${name}.${rank}.${createdAtMs}.${tokenId}`;

/** `null` for none, for one of another sort, and for one that was never made here: the list then begins at its start. */
export function decodeLinkCursor(sort: LinkSort, text: string | undefined): LinkCursor | null {
  const match = /^(-?[a-z]+)\.(-1|\d{1,16})\.(\d{1,14})\.([\x21-\x7e]{1,64})$/.exec(text ?? "");
  const [, name, rank, createdAtMs, tokenId] = match ?? [];
  if (name !== sort.name || tokenId === undefined) return null;
  return { rank: Number(rank), createdAtMs: Number(createdAtMs), tokenId };
}
