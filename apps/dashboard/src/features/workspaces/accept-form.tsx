/** Accepts an invitation. */
"use client";
import { useActionState } from "react";
import { type FormAction, idle } from "../../action-state.ts";
import { HiddenFields } from "../../ui/action-button.tsx";
import { Notice } from "../../ui/notice.tsx";
import { SubmitButton } from "../../ui/submit-button.tsx";

type Props = { readonly token: string; readonly workspaceName: string; readonly accept: FormAction };

export function AcceptForm({ token, workspaceName, accept }: Props) {
  const [state, submit] = useActionState(accept, idle);
  return (
    <form action={submit} className="grid gap-5">
      <HiddenFields fields={{ token }} />
      {state.status === "refused" && (
        <Notice tone="stop" role="alert">
          {state.message}
        </Notice>
      )}
      <SubmitButton className="h-10! max-w-full" busyLabel="Joining…">
        <span className="truncate">Join {workspaceName}</span>
      </SubmitButton>
    </form>
  );
}
