/** The form of sign-up and of sign-in: an e-mail address and a password. */
"use client";
import { useActionState, useEffect, useRef } from "react";
import { type FormAction, idle } from "../../action-state.ts";
import { TextField } from "../../ui/field.tsx";
import { HiddenFields } from "../../ui/action-button.tsx";
import { Notice } from "../../ui/notice.tsx";
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
  const [state, submit] = useActionState(action, idle);
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (state.status === "refused") form.current?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus();
  }, [state]);
  const refused = state.status === "refused" ? state : null;
  const inField = refused !== null && Object.keys(refused.fields).length > 0;
  return (
    <form ref={form} action={submit} noValidate className="grid gap-5">
      {next !== null && <HiddenFields fields={{ next }} />}
      {refused && !inField && (
        <Notice tone="stop" role="alert">
          {refused.message}
        </Notice>
      )}
      <TextField
        label="E-mail"
        name="email"
        type="email"
        autoComplete="email"
        defaultValue={refused?.values["email"] ?? email ?? ""}
        error={refused?.fields["email"]}
      />
      <TextField
        label="Password"
        name="password"
        type="password"
        autoComplete={kind === "sign-up" ? "new-password" : "current-password"}
        error={refused?.fields["password"]}
        {...(kind === "sign-up" && { hint: "At least 8 characters. A sentence is fine." })}
      />
      <SubmitButton
        className="h-10!"
        busyLabel={kind === "sign-up" ? "Creating your account…" : "Signing in…"}
      >
        {kind === "sign-up" ? "Create account" : "Sign in"}
      </SubmitButton>
    </form>
  );
}
