/** Changes the password, or sets the first one. */
"use client";
import type { FormAction } from "../../action-state.ts";
import { TextField } from "../../ui/field.tsx";
import { Form, useActionForm } from "../../ui/form.tsx";
import { plural } from "../../ui/format.ts";
import { Notice } from "../../ui/notice.tsx";
import { SubmitButton } from "../../ui/submit-button.tsx";

type Props = {
  readonly hasPassword: boolean;
  readonly change: FormAction<{ readonly endedLogins: number }>;
};

export function PasswordForm({ hasPassword, change }: Props) {
  const form = useActionForm(change);
  return (
    <Form form={form} className="max-w-md gap-4">
      {hasPassword && (
        <TextField
          label="Current password"
          {...form.field("currentPassword")}
          type="password"
          autoComplete="current-password"
        />
      )}
      <TextField
        label="New password"
        {...form.field("newPassword")}
        type="password"
        autoComplete="new-password"
        hint="At least 8 characters. A sentence is fine."
      />
      <div>
        <SubmitButton busyLabel="Saving…">{hasPassword ? "Change password" : "Set password"}</SubmitButton>
      </div>
      {form.state.status === "done" && (
        <Notice tone="live" role="status">
          Your password is changed.{" "}
          {form.state.value.endedLogins > 0 &&
            `${plural(form.state.value.endedLogins, "other login")} ended.`}
        </Notice>
      )}
    </Form>
  );
}
