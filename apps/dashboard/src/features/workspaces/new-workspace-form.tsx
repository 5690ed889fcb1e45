/** Names a new workspace. */
"use client";
import type { FormAction } from "../../action-state.ts";
import { TextField } from "../../ui/field.tsx";
import { Form, useActionForm } from "../../ui/form.tsx";
import { SubmitButton } from "../../ui/submit-button.tsx";

export function NewWorkspaceForm({ create }: { readonly create: FormAction }) {
  const form = useActionForm(create);
  return (
    <Form form={form} className="gap-5">
      <TextField
        label="Name"
        {...form.field("name")}
        autoComplete="off"
        placeholder="Example Ltd"
        hint="Your team, company or project."
      />
      <div>
        <SubmitButton busyLabel="Creating…">Create workspace</SubmitButton>
      </div>
    </Form>
  );
}
