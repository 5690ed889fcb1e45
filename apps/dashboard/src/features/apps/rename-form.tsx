/** Changes an app's name. The relay learns it too: AIs read it in the briefing. */
"use client";
import type { FormAction } from "../../action-state.ts";
import type { Activation, RegistryState } from "../../registry/activation.ts";
import { ActivationNote } from "../../registry/activation-note.tsx";
import { TextField } from "../../ui/field.tsx";
import { Form, useActionForm } from "../../ui/form.tsx";
import { SubmitButton } from "../../ui/submit-button.tsx";

type Props = {
  readonly appId: string;
  readonly name: string;
  readonly mayChange: boolean;
  readonly registry: RegistryState;
  readonly rename: FormAction<{ readonly activation: Activation }>;
};

export function RenameForm({ appId, name, mayChange, registry, rename }: Props) {
  const form = useActionForm(rename);
  return (
    <Form form={form} hidden={{ appId }} className="max-w-md gap-4">
      <TextField
        key={name}
        label="Name"
        {...form.field("name", name)}
        autoComplete="off"
        readOnly={!mayChange}
      />
      {mayChange && (
        <div>
          <SubmitButton busyLabel="Saving…">Save name</SubmitButton>
        </div>
      )}
      {form.state.status === "done" && (
        <ActivationNote
          what="The name is changed."
          activation={form.state.value.activation}
          registry={registry}
        />
      )}
    </Form>
  );
}
