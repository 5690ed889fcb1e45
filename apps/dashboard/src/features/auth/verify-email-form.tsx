/** Verifies an address with a click: programs that only open the links in mails verify nothing. */
"use client";
import { useActionState } from "react";
import { type FormAction, idle } from "../../action-state.ts";
import { HiddenFields } from "../../ui/action-button.tsx";
import { ButtonLink } from "../../ui/button.tsx";
import { Notice } from "../../ui/notice.tsx";
import { SubmitButton } from "../../ui/submit-button.tsx";

type Props = { readonly token: string; readonly verify: FormAction<{ readonly email: string }> };

export function VerifyEmailForm({ token, verify }: Props) {
  const [state, submit] = useActionState(verify, idle);
  if (state.status === "done")
    return (
      <div className="grid gap-5">
        <Notice tone="live" role="status">
          <span className="wrap-anywhere">{state.value.email}</span> is verified.
        </Notice>
        <ButtonLink href="/apps" tone="primary" className="h-10!">
          Go to your apps
        </ButtonLink>
      </div>
    );
  return (
    <form action={submit} className="grid gap-5">
      <HiddenFields fields={{ token }} />
      {state.status === "refused" && (
        <Notice tone="stop" role="alert">
          {state.message}
        </Notice>
      )}
      <SubmitButton className="h-10!" busyLabel="Verifying…">
        Verify this address
      </SubmitButton>
    </form>
  );
}
