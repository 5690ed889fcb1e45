/** The form of sign-up and of sign-in: an e-mail address and a password. */
"use client";
import type { FormAction } from "../../action-state.ts";
import { TextField } from "../../ui/field.tsx";
import { Form, useActionForm } from "../../ui/form.tsx";
import { SubmitButton } from "../../ui/submit-button.tsx";

type Props = {
  readonly action: FormAction;
  readonly kind: "sign-up" | "sign-in";
  /** Where to go afterwards: a path of ours. */
  readonly next: string | null;
  /** Filled in already. */
  readonly email?: string | null;
};

export function CredentialsForm({ action, kind, next, email = null }: Props) {
  const form = useActionForm(action);
  return (
    <Form form={form} hidden={next === null ? {} : { next }} className="gap-5">
      <TextField label="E-mail" {...form.field("email", email ?? "")} type="email" autoComplete="email" />
      <TextField
        label="Password"
        {...form.field("password")}
        type="password"
        autoComplete={kind === "sign-up" ? "new-password" : "current-password"}
        {...(kind === "sign-up" && { hint: "At least 8 characters. A sentence is fine." })}
      />
      <SubmitButton
        className="h-10!"
        busyLabel={kind === "sign-up" ? "Creating your account…" : "Signing in…"}
      >
        {kind === "sign-up" ? "Create account" : "Sign in"}
      </SubmitButton>
    </Form>
  );
}
