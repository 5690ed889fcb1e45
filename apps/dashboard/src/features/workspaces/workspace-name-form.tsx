/** Changes a workspace's name. */
"use client";
import type { FormAction } from "../../action-state.ts";
import { TextField } from "../../ui/field.tsx";
import { Form, useActionForm } from "../../ui/form.tsx";
import { Notice } from "../../ui/notice.tsx";
import { SubmitButton } from "../../ui/submit-button.tsx";

type Props = {
  readonly workspaceId: string;
  readonly name: string;
  readonly mayManage: boolean;
  readonly rename: FormAction<{ readonly name: string }>;
};

export function WorkspaceNameForm({ workspaceId, name, mayManage, rename }: Props) {
  const form = useActionForm(rename);
  return (
    <Form form={form} hidden={{ workspaceId }} className="max-w-md gap-4">
      <TextField
        key={name}
        label="Name"
        {...form.field("name", name)}
        autoComplete="off"
        readOnly={!mayManage}
        {...(!mayManage && { hint: "Owners and admins can change it." })}
      />
      {mayManage && (
        <div>
          <SubmitButton busyLabel="Saving…">Save name</SubmitButton>
        </div>
      )}
      {form.state.status === "done" && (
        <Notice tone="live" role="status">
          The name is changed.
        </Notice>
      )}
    </Form>
  );
}
