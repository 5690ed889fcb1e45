/** Deletes what can be restored for a while, for whoever types its name, after saying in numbers whom that hits. */
"use client";
import { useActionState } from "react";
import { type FormAction, idle } from "../action-state.ts";
import { HiddenFields } from "./action-button.tsx";
import { TextField } from "./field.tsx";
import { formatCount } from "./format.ts";
import { Notice } from "./notice.tsx";
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
  const [state, send] = useActionState(remove, idle);
  const refused = state.status === "refused" ? state : null;
  return (
    <form action={send} noValidate className="grid gap-5">
      <HiddenFields fields={fields} />
      {refused && Object.keys(refused.fields).length === 0 && (
        <Notice tone="stop" role="alert">
          {refused.message}
        </Notice>
      )}
      <ImpactFigures impact={impact} />
      <div className="grid max-w-md gap-4">
        <TextField
          label={`Type ${name} to confirm`}
          name="typedName"
          autoComplete="off"
          hint={hint}
          defaultValue={refused?.values["typedName"] ?? ""}
          error={refused?.fields["typedName"]}
        />
        <div>
          <SubmitButton tone="danger" busyLabel="Deleting…">
            {submit}
          </SubmitButton>
        </div>
      </div>
    </form>
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
