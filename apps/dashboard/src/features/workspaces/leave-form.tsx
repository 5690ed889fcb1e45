/** Leaves a workspace, after asking once. */
"use client";
import { startTransition, useActionState } from "react";
import { type FormAction, idle } from "../../action-state.ts";
import { ConfirmButton } from "../../ui/confirm-button.tsx";

type Props = { readonly workspaceId: string; readonly name: string; readonly leave: FormAction };

export function LeaveForm({ workspaceId, name, leave }: Props) {
  const [state, submit, isLeaving] = useActionState(leave, idle);
  const send = () => {
    const form = new FormData();
    form.set("workspaceId", workspaceId);
    startTransition(() => submit(form));
  };
  return (
    <div className="grid justify-items-start gap-3">
      <ConfirmButton
        label={`Leave workspace ${name}`}
        title={`Leave ${name}?`}
        description="Only an owner or an admin can invite you back."
        confirm="Leave workspace"
        busy={isLeaving}
        onConfirm={send}
      >
        Leave workspace
      </ConfirmButton>
      {state.status === "refused" && (
        <p role="alert" className="text-stop">
          {state.message}
        </p>
      )}
    </div>
  );
}
