/** Changes the password, or sets the first one. */
"use client";
import { useActionState } from "react";
import { type FormAction, idle } from "../../action-state.ts";
import { TextField } from "../../ui/field.tsx";
import { plural } from "../../ui/format.ts";
import { Notice } from "../../ui/notice.tsx";
import { SubmitButton } from "../../ui/submit-button.tsx";

type Props = {
  readonly hasPassword: boolean;
  readonly change: FormAction<{ readonly endedLogins: number }>;
};

export function PasswordForm({ hasPassword, change }: Props) {
  const [state, submit] = useActionState(change, idle);
  const refused = state.status === "refused" ? state : null;
  return (
    <form action={submit} noValidate className="grid max-w-md gap-4">
      {refused && Object.keys(refused.fields).length === 0 && (
        <Notice tone="stop" role="alert">
          {refused.message}
        </Notice>
      )}
      {hasPassword && (
        <TextField
          label="Current password"
          name="currentPassword"
          type="password"
          autoComplete="current-password"
          error={refused?.fields["currentPassword"]}
        />
      )}
      <TextField
        label="New password"
        name="newPassword"
        type="password"
        autoComplete="new-password"
        hint="At least 8 characters. A sentence is fine."
        error={refused?.fields["newPassword"]}
      />
      <div>
        <SubmitButton busyLabel="Saving…">{hasPassword ? "Change password" : "Set password"}</SubmitButton>
      </div>
      {state.status === "done" && (
        <Notice tone="live" role="status">
          Your password is changed.{" "}
          {state.value.endedLogins > 0 && `${plural(state.value.endedLogins, "other login")} ended.`}
        </Notice>
      )}
    </form>
  );
}
