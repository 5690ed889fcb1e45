/** Narrows the calls by how they ended, tool, link and age. A plain form: what is chosen becomes the address. */
import { CallOutcome } from "@agent-socket/protocol/control-plane";
import { GROUPS, OUTCOME_GROUPS, OUTCOME_WORDS } from "../../call-outcomes.ts";
import { SelectField, TextField } from "../../ui/field.tsx";
import { FilterForm } from "../../ui/filter-form.tsx";
import { type CallFilter, isFiltered } from "./call-filter.ts";

const outcomes = [
  { value: "", label: "Any" },
  ...OUTCOME_GROUPS.map((group) => ({ value: group, label: GROUPS[group].word })),
  { value: "failed", label: "All that failed" },
  ...CallOutcome.options
    .filter((outcome) => outcome !== "ok")
    .map((outcome) => ({ value: outcome, label: `Only: ${OUTCOME_WORDS[outcome]}` })),
];

const ages = [
  { value: "", label: "Any time" },
  { value: "1h", label: "Last hour" },
  { value: "24h", label: "Last 24 hours" },
  { value: "7d", label: "Last 7 days" },
  { value: "30d", label: "Last 30 days" },
];

export function CallFilterForm({ path, filter }: { readonly path: string; readonly filter: CallFilter }) {
  return (
    <FilterForm
      key={JSON.stringify(filter)}
      path={path}
      label="Filter the calls"
      clearHref={isFiltered(filter) ? path : null}
      className="grid-cols-2 xl:grid-cols-[minmax(0,1.2fr)_minmax(0,1fr)_minmax(0,1fr)_10rem_auto]"
    >
      <SelectField label="Outcome" name="outcome" defaultValue={filter.outcome ?? ""} choices={outcomes} />
      <TextField
        label="Tool"
        name="tool"
        placeholder="Any, or its name"
        autoComplete="off"
        spellCheck={false}
        defaultValue={filter.tool ?? ""}
      />
      <TextField
        label="Link"
        name="link"
        placeholder="Any, or its token id"
        autoComplete="off"
        spellCheck={false}
        defaultValue={filter.link ?? ""}
      />
      <SelectField label="When" name="since" defaultValue={filter.since ?? ""} choices={ages} />
    </FilterForm>
  );
}
