/** Narrows the audit log. A plain form: what is chosen is the address. */
import { SelectField, TextField } from "../../ui/field.tsx";
import { FilterForm } from "../../ui/filter-form.tsx";
import type { AuditFilter } from "./audit-filter.ts";
import { WORKSPACE_ACTIONS } from "./audit-words.ts";
import type { AuditActor } from "./list-audit.ts";

type Props = {
  readonly path: string;
  readonly filter: AuditFilter;
  readonly actors: readonly AuditActor[];
  readonly isFiltered: boolean;
};

export function AuditFilterForm({ path, filter, actors, isFiltered }: Props) {
  return (
    <FilterForm
      key={JSON.stringify(filter)}
      path={path}
      label="Filter the audit log"
      clearHref={isFiltered ? path : null}
      className="grid-cols-2 max-sm:[&>:nth-child(n+3)]:col-span-2 lg:grid-cols-[minmax(0,1fr)_minmax(0,1fr)_10rem_10rem_auto]"
    >
      <SelectField
        label="Who"
        name="actor"
        defaultValue={filter.actorId ?? ""}
        choices={[
          { value: "", label: "Everybody" },
          ...actors.map(({ id, label }) => ({ value: id, label })),
        ]}
      />
      <SelectField
        label="What"
        name="action"
        defaultValue={filter.action ?? ""}
        choices={[{ value: "", label: "Everything" }, ...WORKSPACE_ACTIONS]}
      />
      <TextField label="From (UTC)" name="from" type="date" defaultValue={filter.from ?? ""} />
      <TextField label="To (UTC)" name="to" type="date" defaultValue={filter.to ?? ""} />
    </FilterForm>
  );
}
