/** What stands behind the question mark of a page's URL. */

export type SearchParams = Promise<Readonly<Record<string, string | string[] | undefined>>>;

/** One value; `null` when there is none, and the first when there are several. */
export function one(value: string | string[] | undefined): string | null {
  const [first] = Array.isArray(value) ? value : [value];
  return first || null;
}

/** A path with those of the values that are there. */
export function pathWith(path: string, values: Readonly<Record<string, string | null>>): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(values)) if (value !== null) query.set(name, value);
  return query.size === 0 ? path : `${path}?${query}`;
}
