/** Makes an app key and shows it this one time. */
"use client";
import { useActionState } from "react";
import { type FormAction, idle } from "../../action-state.ts";
import type { RegistryState } from "../../registry/activation.ts";
import { ActivationNote } from "../../registry/activation-note.tsx";
import { HiddenFields } from "../../ui/action-button.tsx";
import { TextField } from "../../ui/field.tsx";
import { Notice } from "../../ui/notice.tsx";
import { ShownOnce } from "../../ui/shown-once.tsx";
import { SubmitButton } from "../../ui/submit-button.tsx";
import type { CreatedAppKey } from "./create-app-key.ts";

type Props = {
  readonly appId: string;
  readonly registry: RegistryState;
  readonly create: FormAction<CreatedAppKey>;
};

export function CreateAppKeyForm({ appId, registry, create }: Props) {
  const [state, submit] = useActionState(create, idle);
  const refused = state.status === "refused" ? state : null;
  return (
    <div className="grid grid-cols-1 gap-4">
      <form action={submit} noValidate className="grid max-w-md gap-4">
        <HiddenFields fields={{ appId }} />
        <TextField
          label="Label"
          name="label"
          autoComplete="off"
          placeholder="Production server"
          hint="Tells your keys apart. Only you see it."
          defaultValue={refused?.values["label"] ?? ""}
          error={refused?.fields["label"] ?? (refused ? refused.message : undefined)}
        />
        <div>
          <SubmitButton busyLabel="Creating…">Create app key</SubmitButton>
        </div>
      </form>
      {state.status === "done" && <NewKey created={state.value} registry={registry} />}
    </div>
  );
}

type ShownProps = { readonly created: CreatedAppKey; readonly registry: RegistryState };

function NewKey({ created, registry }: ShownProps) {
  return (
    <div className="grid grid-cols-1 gap-3">
      <Notice tone="wait" role="status" title={`Copy the key “${created.label}” now`}>
        <p>It is shown this one time. We keep only its digest, so nobody can show it again.</p>
        <div className="mt-3">
          <ShownOnce label="New app key" value={created.key} copyLabel="Copy app key" />
        </div>
      </Notice>
      <ActivationNote what="The key is made." activation={created.activation} registry={registry} />
    </div>
  );
}
