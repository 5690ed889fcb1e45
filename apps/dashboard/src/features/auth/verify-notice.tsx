/** Says that an address is not verified yet, and sends its link again. */
"use client";
import { useActionState } from "react";
import { type FormAction, idle } from "../../action-state.ts";
import { Notice } from "../../ui/notice.tsx";
import { SubmitButton } from "../../ui/submit-button.tsx";
import { MailboxLink } from "./mailbox-link.tsx";

type Props = {
  readonly email: string;
  readonly hasMailbox: boolean;
  readonly send: FormAction<{ readonly email: string }>;
};

export function VerifyNotice({ email, hasMailbox, send }: Props) {
  const [state, submit] = useActionState(send, idle);
  return (
    <Notice
      title="Verify your e-mail address"
      action={
        <form action={submit}>
          <SubmitButton tone="secondary" size="small" busyLabel="Sending…">
            Send again
          </SubmitButton>
        </form>
      }
    >
      We sent a link to <span className="font-medium wrap-anywhere text-ink">{email}</span>.
      {hasMailbox && <MailboxLink />}
      <span role="status" className="block empty:hidden">
        {state.status === "done" && "Sent again. It may take a minute."}
      </span>
      {state.status === "refused" && (
        <span role="alert" className="block text-stop">
          {state.message}
        </span>
      )}
    </Notice>
  );
}
