/** Where the next page of a list begins: the moment and the id of the last row, as text for an address. */

export type PageCursor = { readonly at: Date; readonly id: string };

export const PAGE_SIZE = 50;

export const encodeCursor = ({ at, id }: PageCursor): string => `${at.getTime()}.${id}`;

/** `null` for no cursor, and for one that was never made here: the list then begins at its start. */
export function decodeCursor(text: string | undefined): PageCursor | null {
  const match = /^(\d{1,14})\.([\x21-\x7e]{1,64})$/.exec(text ?? "");
  const [, ms, id] = match ?? [];
  return ms === undefined || id === undefined ? null : { at: new Date(Number(ms)), id };
}

/** The page's rows out of one more than a page, and the cursor after them. */
export function cutPage<T>(
  rows: readonly T[],
  cursorOf: (row: T) => string,
): { readonly rows: readonly T[]; readonly nextCursor: string | null } {
  const page = rows.slice(0, PAGE_SIZE);
  const last = page.at(-1);
  const hasMore = rows.length > PAGE_SIZE && last !== undefined;
  return { rows: page, nextCursor: hasMore ? cursorOf(last) : null };
}
