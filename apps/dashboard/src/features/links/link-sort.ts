/** In which order an app's links are wanted, as an address says it: a column, after a "-" where the greatest comes first. */

export type LinkColumn = "created" | "used" | "calls" | "errors" | "expires";
type Sort = {
  readonly name: string;
  readonly column: LinkColumn;
  readonly direction: "ascending" | "descending";
  readonly words: string;
};

/** Of each column first what is wanted more often. */
export const LINK_SORTS = [
  { name: "-created", column: "created", direction: "descending", words: "Newest" },
  { name: "created", column: "created", direction: "ascending", words: "Oldest" },
  { name: "-used", column: "used", direction: "descending", words: "Last used" },
  { name: "used", column: "used", direction: "ascending", words: "Long unused" },
  { name: "-calls", column: "calls", direction: "descending", words: "Most calls" },
  { name: "calls", column: "calls", direction: "ascending", words: "Fewest calls" },
  { name: "-errors", column: "errors", direction: "descending", words: "Most errors" },
  { name: "errors", column: "errors", direction: "ascending", words: "Fewest errors" },
  { name: "expires", column: "expires", direction: "ascending", words: "Expires first" },
  { name: "-expires", column: "expires", direction: "descending", words: "Expires last" },
] as const satisfies readonly Sort[];

export type LinkSort = (typeof LINK_SORTS)[number];

export const NEWEST_FIRST: LinkSort = LINK_SORTS[0];

/** What makes no sense is the newest first. */
export const readLinkSort = (given: string | null): LinkSort =>
  LINK_SORTS.find(({ name }) => name === given) ?? NEWEST_FIRST;

/** For an address, which does not say what goes without saying. */
export const sortQuery = ({ name }: LinkSort): string | null => (name === NEWEST_FIRST.name ? null : name);

export type SortHead = { readonly href: string; readonly direction: Sort["direction"] | null };
export type SortHeads = Readonly<Record<LinkColumn, SortHead>>;

/** What the head of each column says and does: sorts by it, or turns it round. */
export function sortHeads(current: LinkSort, hrefOf: (sort: LinkSort) => string): SortHeads {
  const head = (wanted: LinkColumn): SortHead => {
    const next = LINK_SORTS.find(({ column, name }) => column === wanted && name !== current.name);
    return {
      href: hrefOf(next ?? NEWEST_FIRST),
      direction: current.column === wanted ? current.direction : null,
    };
  };
  return {
    created: head("created"),
    used: head("used"),
    calls: head("calls"),
    errors: head("errors"),
    expires: head("expires"),
  };
}
