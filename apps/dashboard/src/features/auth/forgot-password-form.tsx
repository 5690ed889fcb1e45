/** Asks for the address to which a link for a new password goes. Says the same whether or not it has an account. */
"use client";
import { useActionState } from "react";
import { type FormAction, idle } from "../../action-state.ts";
import { TextField } from "../../ui/field.tsx";
import { Notice } from "../../ui/notice.tsx";
import { SubmitButton } from "../../ui/submit-button.tsx";
import { MailboxLink } from "./mailbox-link.tsx";

type Props = { readonly hasMailbox: boolean; readonly request: FormAction<{ readonly email: string }> };

export function ForgotPasswordForm({ hasMailbox, request }: Props) {
  const [state, submit] = useActionState(request, idle);
  const refused = state.status === "refused" ? state : null;
  if (state.status === "done")
    return (
      <Notice tone="live" role="status" title="Look into your mailbox">
        If <span className="font-medium wrap-anywhere text-ink">{state.value.email}</span> has an account, a
        link is on its way. It works once, for one hour.
        {hasMailbox && <MailboxLink />}
      </Notice>
    );
  return (
    <form action={submit} noValidate className="grid gap-5">
      {refused && Object.keys(refused.fields).length === 0 && (
        <Notice tone="stop" role="alert">
          {refused.message}
        </Notice>
      )}
      <TextField
        label="E-mail"
        name="email"
        type="email"
        autoComplete="email"
        defaultValue={refused?.values["email"] ?? ""}
        error={refused?.fields["email"]}
      />
      <SubmitButton className="h-10!" busyLabel="Sending…">
        Send the link
      </SubmitButton>
    </form>
  );
}
