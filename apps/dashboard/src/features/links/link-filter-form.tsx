/** Narrows the links by words and by where they stand, and sorts them. A plain form: what is chosen becomes the address. */
import { SelectField, TextField } from "../../ui/field.tsx";
import { FilterForm } from "../../ui/filter-form.tsx";
import { isLinkFiltered, LINK_STATES, type LinkFilter } from "./link-filter.ts";
import { LINK_SORTS, type LinkSort, sortQuery } from "./link-sort.ts";

const states = [
  { value: "", label: "Every status" },
  ...Object.entries(LINK_STATES).map(([value, label]) => ({ value, label })),
];

/** For the columns that a narrow screen has no room for, too. */
const sorts = LINK_SORTS.map((sort) => ({ value: sortQuery(sort) ?? "", label: sort.words }));

type Props = {
  readonly path: string;
  readonly filter: LinkFilter;
  readonly sort: LinkSort;
  /** All links, in the same order. */
  readonly allHref: string;
};

export function LinkFilterForm({ path, filter, sort, allHref }: Props) {
  return (
    <FilterForm
      key={JSON.stringify([filter, sort])}
      path={path}
      label="Filter the links"
      clearHref={isLinkFiltered(filter) ? allHref : null}
      className="grid-cols-2 max-md:[&>:first-child]:col-span-2 md:grid-cols-[minmax(0,20rem)_11rem_12rem_auto]"
    >
      <TextField
        label="Search"
        name="search"
        type="search"
        placeholder="Label or token id"
        autoComplete="off"
        spellCheck={false}
        defaultValue={filter.search ?? ""}
      />
      <SelectField label="Status" name="state" defaultValue={filter.state ?? ""} choices={states} />
      <SelectField label="Sort" name="sort" defaultValue={sortQuery(sort) ?? ""} choices={sorts} />
    </FilterForm>
  );
}
