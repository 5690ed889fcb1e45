/** Deletes the account of whoever types its address. */
"use client";
import type { FormAction } from "../../action-state.ts";
import { TextField } from "../../ui/field.tsx";
import { Form, useActionForm } from "../../ui/form.tsx";
import { SubmitButton } from "../../ui/submit-button.tsx";

type Props = { readonly email: string; readonly remove: FormAction };

export function DeleteAccountForm({ email, remove }: Props) {
  const form = useActionForm(remove);
  return (
    <Form form={form} className="max-w-md gap-4">
      <TextField
        label="Your e-mail address, to confirm"
        {...form.field("email")}
        autoComplete="off"
        inputMode="email"
        placeholder={email}
      />
      <div>
        <SubmitButton tone="danger" busyLabel="Deleting…">
          Delete account
        </SubmitButton>
      </div>
    </Form>
  );
}
