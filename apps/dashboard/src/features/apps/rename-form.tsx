/** Changes an app's name. The relay learns it too: AIs read it in the briefing. */
"use client";
import { useActionState } from "react";
import { type FormAction, idle } from "../../action-state.ts";
import type { Activation, RegistryState } from "../../registry/activation.ts";
import { ActivationNote } from "../../registry/activation-note.tsx";
import { HiddenFields } from "../../ui/action-button.tsx";
import { TextField } from "../../ui/field.tsx";
import { Notice } from "../../ui/notice.tsx";
import { SubmitButton } from "../../ui/submit-button.tsx";

type Props = {
  readonly appId: string;
  readonly name: string;
  readonly mayChange: boolean;
  readonly registry: RegistryState;
  readonly rename: FormAction<{ readonly activation: Activation }>;
};

export function RenameForm({ appId, name, mayChange, registry, rename }: Props) {
  const [state, submit] = useActionState(rename, idle);
  const refused = state.status === "refused" ? state : null;
  return (
    <form action={submit} noValidate className="grid max-w-md gap-4">
      <HiddenFields fields={{ appId }} />
      {refused && Object.keys(refused.fields).length === 0 && (
        <Notice tone="stop" role="alert">
          {refused.message}
        </Notice>
      )}
      <TextField
        key={name}
        label="Name"
        name="name"
        autoComplete="off"
        readOnly={!mayChange}
        defaultValue={refused?.values["name"] ?? name}
        error={refused?.fields["name"]}
      />
      {mayChange && (
        <div>
          <SubmitButton busyLabel="Saving…">Save name</SubmitButton>
        </div>
      )}
      {state.status === "done" && (
        <ActivationNote what="The name is changed." activation={state.value.activation} registry={registry} />
      )}
    </form>
  );
}
