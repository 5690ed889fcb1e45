/** Asks for the address to which a link for a new password goes. Says the same whether or not it has an account. */
"use client";
import type { FormAction } from "../../action-state.ts";
import { TextField } from "../../ui/field.tsx";
import { Form, useActionForm } from "../../ui/form.tsx";
import { Notice } from "../../ui/notice.tsx";
import { SubmitButton } from "../../ui/submit-button.tsx";
import { MailboxLink } from "./mailbox-link.tsx";

type Props = { readonly hasMailbox: boolean; readonly request: FormAction<{ readonly email: string }> };

export function ForgotPasswordForm({ hasMailbox, request }: Props) {
  const form = useActionForm(request);
  if (form.state.status === "done")
    return (
      <Notice tone="live" role="status" title="Look into your mailbox">
        If <span className="font-medium wrap-anywhere text-ink">{form.state.value.email}</span> has an
        account, a link is on its way. It works once, for one hour.
        {hasMailbox && <MailboxLink />}
      </Notice>
    );
  return (
    <Form form={form} className="gap-5">
      <TextField label="E-mail" {...form.field("email")} type="email" autoComplete="email" />
      <SubmitButton className="h-10!" busyLabel="Sending…">
        Send the link
      </SubmitButton>
    </Form>
  );
}
