/** Sets the new password that a mailed link allows. */
"use client";
import type { FormAction } from "../../action-state.ts";
import { TextField } from "../../ui/field.tsx";
import { Form, useActionForm } from "../../ui/form.tsx";
import { SubmitButton } from "../../ui/submit-button.tsx";

type Props = { readonly token: string; readonly reset: FormAction };

export function ResetPasswordForm({ token, reset }: Props) {
  const form = useActionForm(reset);
  return (
    <Form form={form} hidden={{ token }} className="gap-5">
      <TextField
        label="New password"
        {...form.field("password")}
        type="password"
        autoComplete="new-password"
        hint="At least 8 characters. A sentence is fine."
      />
      <SubmitButton className="h-10!" busyLabel="Saving…">
        Set password and sign in
      </SubmitButton>
    </Form>
  );
}
