/**
 * Narrows the audit log. A plain form: what is chosen is the address. Rendered in the browser too, because the ids that
 * tie labels to fields are unique only there once one has come from another page.
 */
"use client";
import { Button, ButtonLink } from "../../ui/button.tsx";
import { SelectField, TextField } from "../../ui/field.tsx";
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
    <form
      key={JSON.stringify(filter)}
      action={path}
      role="search"
      aria-label="Filter the audit log"
      className="mb-4 grid grid-cols-1 items-end gap-3 sm:grid-cols-2 lg:grid-cols-[minmax(0,1fr)_minmax(0,1fr)_10rem_10rem_auto]"
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
      <div className="flex h-10 items-center gap-2">
        <Button type="submit">Filter</Button>
        {isFiltered && (
          <ButtonLink href={path} tone="quiet">
            Clear
          </ButtonLink>
        )}
      </div>
    </form>
  );
}
