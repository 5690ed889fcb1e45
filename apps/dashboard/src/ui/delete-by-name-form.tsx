/** Deletes what can be restored for a while, for whoever types its name, after saying in numbers whom that hits. */
"use client";
import type { FormAction } from "../action-state.ts";
import { TextField } from "./field.tsx";
import { Form, useActionForm } from "./form.tsx";
import { formatCount } from "./format.ts";
import { SubmitButton } from "./submit-button.tsx";

type Impact = { readonly label: string; readonly value: number };
type Props = {
  readonly name: string;
  readonly fields: Readonly<Record<string, string>>;
  readonly impact: readonly Impact[];
  readonly hint: string;
  readonly submit: string;
  /** Reads the typed name as `typedName`. */
  readonly remove: FormAction;
};

export function DeleteByNameForm({ name, fields, impact, hint, submit, remove }: Props) {
  const form = useActionForm(remove);
  return (
    <Form form={form} hidden={fields} className="gap-5">
      <ImpactFigures impact={impact} />
      <div className="grid max-w-md gap-4">
        <TextField
          label={`Type ${name} to confirm`}
          {...form.field("typedName")}
          autoComplete="off"
          hint={hint}
        />
        <div>
          <SubmitButton tone="danger" busyLabel="Deleting…">
            {submit}
          </SubmitButton>
        </div>
      </div>
    </Form>
  );
}

function ImpactFigures({ impact }: Pick<Props, "impact">) {
  return (
    <dl className="grid grid-cols-4 gap-px overflow-clip rounded-md border border-line bg-line max-sm:grid-cols-2">
      {impact.map(({ label, value }) => (
        <div key={label} className="flex flex-col-reverse justify-end bg-surface px-4 py-3">
          <dt className="text-sm text-ink-3">{label}</dt>
          <dd className="text-xl font-semibold tabular-nums">{formatCount(value)}</dd>
        </div>
      ))}
    </dl>
  );
}
