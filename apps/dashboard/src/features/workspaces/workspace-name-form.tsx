/** Changes a workspace's name. */
"use client";
import { useActionState } from "react";
import { type FormAction, idle } from "../../action-state.ts";
import { HiddenFields } from "../../ui/action-button.tsx";
import { TextField } from "../../ui/field.tsx";
import { Notice } from "../../ui/notice.tsx";
import { SubmitButton } from "../../ui/submit-button.tsx";

type Props = {
  readonly workspaceId: string;
  readonly name: string;
  readonly mayManage: boolean;
  readonly rename: FormAction<{ readonly name: string }>;
};

export function WorkspaceNameForm({ workspaceId, name, mayManage, rename }: Props) {
  const [state, submit] = useActionState(rename, idle);
  const refused = state.status === "refused" ? state : null;
  return (
    <form action={submit} noValidate className="grid max-w-md gap-4">
      <HiddenFields fields={{ workspaceId }} />
      <TextField
        key={name}
        label="Name"
        name="name"
        autoComplete="off"
        readOnly={!mayManage}
        defaultValue={refused?.values["name"] ?? name}
        error={refused?.fields["name"] ?? refused?.message}
        {...(!mayManage && { hint: "Owners and admins can change it." })}
      />
      {mayManage && (
        <div>
          <SubmitButton busyLabel="Saving…">Save name</SubmitButton>
        </div>
      )}
      {state.status === "done" && (
        <Notice tone="live" role="status">
          The name is changed.
        </Notice>
      )}
    </form>
  );
}
