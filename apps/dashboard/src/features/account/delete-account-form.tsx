/** Deletes the account of whoever types its address. */
"use client";
import { useActionState } from "react";
import { type FormAction, idle } from "../../action-state.ts";
import { TextField } from "../../ui/field.tsx";
import { Notice } from "../../ui/notice.tsx";
import { SubmitButton } from "../../ui/submit-button.tsx";

type Props = { readonly email: string; readonly remove: FormAction };

export function DeleteAccountForm({ email, remove }: Props) {
  const [state, submit] = useActionState(remove, idle);
  const refused = state.status === "refused" ? state : null;
  return (
    <form action={submit} noValidate className="grid max-w-md gap-4">
      {refused && Object.keys(refused.fields).length === 0 && (
        <Notice tone="stop" role="alert">
          {refused.message}
        </Notice>
      )}
      <TextField
        label="Your e-mail address, to confirm"
        name="email"
        autoComplete="off"
        inputMode="email"
        placeholder={email}
        defaultValue={refused?.values["email"] ?? ""}
        error={refused?.fields["email"]}
      />
      <div>
        <SubmitButton tone="danger" busyLabel="Deleting…">
          Delete account
        </SubmitButton>
      </div>
    </form>
  );
}
