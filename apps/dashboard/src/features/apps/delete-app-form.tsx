/** Deletes an app for whoever types its name, after saying in numbers whom that hits. */
"use client";
import { useActionState } from "react";
import { type FormAction, idle } from "../../action-state.ts";
import { RESTORABLE_DAYS } from "../../restorable-days.ts";
import { HiddenFields } from "../../ui/action-button.tsx";
import { TextField } from "../../ui/field.tsx";
import { formatCount } from "../../ui/format.ts";
import { Notice } from "../../ui/notice.tsx";
import { SubmitButton } from "../../ui/submit-button.tsx";
import type { DeletionImpact } from "./get-deletion-impact.ts";

type Props = {
  readonly appId: string;
  readonly name: string;
  readonly impact: DeletionImpact;
  readonly remove: FormAction;
};

export function DeleteAppForm({ appId, name, impact, remove }: Props) {
  const [state, submit] = useActionState(remove, idle);
  const refused = state.status === "refused" ? state : null;
  return (
    <form action={submit} noValidate className="grid gap-5">
      <HiddenFields fields={{ appId }} />
      {refused && Object.keys(refused.fields).length === 0 && (
        <Notice tone="stop" role="alert">
          {refused.message}
        </Notice>
      )}
      <Impact impact={impact} />
      <div className="grid max-w-md gap-4">
        <TextField
          label={`Type ${name} to confirm`}
          name="typedName"
          autoComplete="off"
          hint={`You can restore the app for ${RESTORABLE_DAYS} days. After that, all it holds is gone for good.`}
          defaultValue={refused?.values["typedName"] ?? ""}
          error={refused?.fields["typedName"]}
        />
        <div>
          <SubmitButton tone="danger" busyLabel="Deleting…">
            Delete app
          </SubmitButton>
        </div>
      </div>
    </form>
  );
}

function Impact({ impact }: { readonly impact: DeletionImpact }) {
  const figures = [
    { label: "open sessions are cut off", value: impact.liveSessions },
    { label: "working links stop", value: impact.activeLinks },
    { label: "app keys stop", value: impact.keys },
    { label: "calls in the last 7 days", value: impact.callsLast7Days },
  ];
  return (
    <dl className="grid grid-cols-4 gap-px overflow-clip rounded-md border border-line bg-line max-sm:grid-cols-2">
      {figures.map(({ label, value }) => (
        <div key={label} className="flex flex-col-reverse justify-end bg-surface px-4 py-3">
          <dt className="text-sm text-ink-3">{label}</dt>
          <dd className="text-xl font-semibold tabular-nums">{formatCount(value)}</dd>
        </div>
      ))}
    </dl>
  );
}
