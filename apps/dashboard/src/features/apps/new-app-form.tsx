/** Names a new app and, if it is known already, says where it runs. */
"use client";
import { useActionState } from "react";
import { type FormAction, idle } from "../../action-state.ts";
import { HiddenFields } from "../../ui/action-button.tsx";
import { TextField } from "../../ui/field.tsx";
import { Notice } from "../../ui/notice.tsx";
import { SubmitButton } from "../../ui/submit-button.tsx";

type Props = { readonly workspaceId: string; readonly create: FormAction };

export function NewAppForm({ workspaceId, create }: Props) {
  const [state, submit] = useActionState(create, idle);
  const refused = state.status === "refused" ? state : null;
  return (
    <form action={submit} noValidate className="grid gap-5">
      <HiddenFields fields={{ workspaceId }} />
      {refused && Object.keys(refused.fields).length === 0 && (
        <Notice tone="stop" role="alert">
          {refused.message}
        </Notice>
      )}
      <TextField
        label="Name"
        name="name"
        autoComplete="off"
        placeholder="Pixel canvas"
        hint="What your users know it by. An AI reads it too."
        defaultValue={refused?.values["name"] ?? ""}
        error={refused?.fields["name"]}
      />
      <TextField
        label="First allowed origin"
        name="origin"
        optional
        autoComplete="off"
        inputMode="url"
        placeholder="http://localhost:3000"
        hint="Where the page runs. You can also allow it on the next page, when the relay first sees it."
        defaultValue={refused?.values["origin"] ?? ""}
        error={refused?.fields["origin"]}
      />
      <div>
        <SubmitButton busyLabel="Creating…">Create app</SubmitButton>
      </div>
    </form>
  );
}
