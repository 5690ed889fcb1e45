/** The arguments of a call: a field for each that the schema names, or all of them as JSON. */
"use client";
import { SelectField, TextArea, TextField } from "../../ui/field.tsx";
import type { InputField } from "./input-fields.ts";

type Props = {
  readonly fields: readonly InputField[];
  readonly typed: Readonly<Record<string, string>>;
  /** What is written in place of the form; `null`: the form is used. */
  readonly json: string | null;
  /** The field that is no JSON; empty for the whole; `null` when there is none. */
  readonly wrong: string | null;
  readonly onType: (name: string, value: string) => void;
  readonly onWrite: (json: string) => void;
};

export function ArgumentFields({ fields, typed, json, wrong, onType, onWrite }: Props) {
  if (json !== null)
    return (
      <TextArea
        label="Arguments, as one JSON object"
        value={json}
        rows={Math.min(16, Math.max(5, json.split("\n").length + 1))}
        spellCheck={false}
        className="font-mono text-sm!"
        error={wrong === null ? undefined : "This is not one JSON object yet."}
        onChange={(event) => onWrite(event.target.value)}
      />
    );
  if (fields.length === 0) return <p className="text-ink-2">This tool takes no arguments.</p>;
  return (
    <div className="grid grid-cols-1 items-start gap-x-5 gap-y-4 sm:grid-cols-2">
      {fields.map((field) => (
        <div key={field.name} className={field.kind === "json" ? "sm:col-span-2" : undefined}>
          <Argument
            field={field}
            value={typed[field.name] ?? field.initial}
            error={wrong === field.name ? "This is not JSON yet." : undefined}
            onType={(value) => onType(field.name, value)}
          />
        </div>
      ))}
    </div>
  );
}

type ArgumentProps = {
  readonly field: InputField;
  readonly value: string;
  readonly error: string | undefined;
  readonly onType: (value: string) => void;
};

function Argument({ field: { name, kind, required, hint, choices }, value, error, onType }: ArgumentProps) {
  const common = { label: name, optional: !required, error, ...(hint !== "" && { hint }), value };
  const onChange = (event: { readonly target: { readonly value: string } }) => onType(event.target.value);
  if (kind === "choice") {
    const none = { value: "", label: required ? "Choose…" : "Leave out" };
    const known = choices.map((choice) => ({ value: choice, label: choice.replace(/^"(.*)"$/, "$1") }));
    return <SelectField {...common} choices={[none, ...known]} onChange={onChange} />;
  }
  if (kind === "json")
    return (
      <TextArea
        {...common}
        rows={3}
        spellCheck={false}
        placeholder="JSON"
        className="font-mono text-sm!"
        onChange={onChange}
      />
    );
  const isNumber = kind === "number";
  return (
    <TextField
      {...common}
      autoComplete="off"
      onChange={onChange}
      {...(isNumber && { inputMode: "decimal" as const })}
    />
  );
}
