/** Sets the new password that a mailed link allows. */
"use client";
import { useActionState } from "react";
import { type FormAction, idle } from "../../action-state.ts";
import { HiddenFields } from "../../ui/action-button.tsx";
import { TextField } from "../../ui/field.tsx";
import { Notice } from "../../ui/notice.tsx";
import { SubmitButton } from "../../ui/submit-button.tsx";

type Props = { readonly token: string; readonly reset: FormAction };

export function ResetPasswordForm({ token, reset }: Props) {
  const [state, submit] = useActionState(reset, idle);
  const refused = state.status === "refused" ? state : null;
  return (
    <form action={submit} noValidate className="grid gap-5">
      <HiddenFields fields={{ token }} />
      {refused && Object.keys(refused.fields).length === 0 && (
        <Notice tone="stop" role="alert">
          {refused.message}
        </Notice>
      )}
      <TextField
        label="New password"
        name="password"
        type="password"
        autoComplete="new-password"
        hint="At least 8 characters. A sentence is fine."
        error={refused?.fields["password"]}
      />
      <SubmitButton className="h-10!" busyLabel="Saving…">
        Set password and sign in
      </SubmitButton>
    </form>
  );
}
