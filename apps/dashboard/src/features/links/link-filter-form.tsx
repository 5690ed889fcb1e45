/** Narrows the links by words and by where they stand. A plain form: what is chosen becomes the address. */
import { Button, ButtonLink } from "../../ui/button.tsx";
import { SelectField, TextField } from "../../ui/field.tsx";
import { isLinkFiltered, LINK_STATES, type LinkFilter } from "./link-filter.ts";

const states = [
  { value: "", label: "Every status" },
  ...Object.entries(LINK_STATES).map(([value, label]) => ({ value, label })),
];

export function LinkFilterForm({ path, filter }: { readonly path: string; readonly filter: LinkFilter }) {
  return (
    <form
      key={JSON.stringify(filter)}
      action={path}
      role="search"
      aria-label="Filter the links"
      className="mb-4 grid grid-cols-2 items-end max-sm:[&>:first-child]:col-span-2 gap-3 sm:grid-cols-[minmax(0,20rem)_12rem_auto]"
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
      <div className="flex h-10 items-center gap-2">
        <Button type="submit">Filter</Button>
        {isLinkFiltered(filter) && (
          <ButtonLink href={path} tone="quiet">
            Clear
          </ButtonLink>
        )}
      </div>
    </form>
  );
}
