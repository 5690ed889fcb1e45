/** Names a new workspace. */
"use client";
import { useActionState } from "react";
import { type FormAction, idle } from "../../action-state.ts";
import { TextField } from "../../ui/field.tsx";
import { SubmitButton } from "../../ui/submit-button.tsx";

export function NewWorkspaceForm({ create }: { readonly create: FormAction }) {
  const [state, submit] = useActionState(create, idle);
  const refused = state.status === "refused" ? state : null;
  return (
    <form action={submit} noValidate className="grid gap-5">
      <TextField
        label="Name"
        name="name"
        autoComplete="off"
        placeholder="Example Ltd"
        hint="Your team, company or project."
        defaultValue={refused?.values["name"] ?? ""}
        error={refused?.fields["name"] ?? refused?.message}
      />
      <div>
        <SubmitButton busyLabel="Creating…">Create workspace</SubmitButton>
      </div>
    </form>
  );
}
