/** Names a new app and, if it is known already, says where it runs. */
"use client";
import type { FormAction } from "../../action-state.ts";
import { TextField } from "../../ui/field.tsx";
import { Form, useActionForm } from "../../ui/form.tsx";
import { SubmitButton } from "../../ui/submit-button.tsx";

type Props = { readonly workspaceId: string; readonly create: FormAction };

export function NewAppForm({ workspaceId, create }: Props) {
  const form = useActionForm(create);
  return (
    <Form form={form} hidden={{ workspaceId }} className="gap-5">
      <TextField
        label="Name"
        {...form.field("name")}
        autoComplete="off"
        placeholder="Pixel canvas"
        hint="What your users know it by. An AI reads it too."
      />
      <TextField
        label="First allowed origin"
        {...form.field("origin")}
        optional
        autoComplete="off"
        inputMode="url"
        placeholder="http://localhost:3000"
        hint="Where the page runs. You can also allow it on the next page, when the relay first sees it."
      />
      <div>
        <SubmitButton busyLabel="Creating…">Create app</SubmitButton>
      </div>
    </Form>
  );
}
