/** Who one is: the name that others see, the address, and how one signs in. */
"use client";
import type { FormAction } from "../../action-state.ts";
import { TextField } from "../../ui/field.tsx";
import { Form, useActionForm } from "../../ui/form.tsx";
import { Notice } from "../../ui/notice.tsx";
import { Status } from "../../ui/status.tsx";
import { SubmitButton } from "../../ui/submit-button.tsx";
import type { Account } from "./get-account.ts";

type Props = {
  readonly account: Account;
  readonly showGitHub: boolean;
  readonly change: FormAction<{ readonly name: string }>;
};

export function ProfileForm({ account, showGitHub, change }: Props) {
  const form = useActionForm(change);
  return (
    <div className="grid grid-cols-1 gap-6">
      <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-6 gap-y-2">
        <dt className="text-ink-2">E-mail</dt>
        <dd className="flex flex-wrap gap-x-3">
          <span className="wrap-anywhere">{account.email}</span>
          {account.emailVerified ? (
            <Status tone="live">Verified</Status>
          ) : (
            <Status tone="wait">Not verified</Status>
          )}
        </dd>
        {showGitHub && (
          <>
            <dt className="text-ink-2">GitHub</dt>
            <dd>
              {account.hasGitHub ? (
                <Status tone="live">Connected</Status>
              ) : (
                <span className="text-ink-2">Sign in with GitHub once to connect it.</span>
              )}
            </dd>
          </>
        )}
      </dl>
      <Form form={form} className="max-w-md gap-4">
        <TextField
          label="Name"
          {...form.field("name", account.name)}
          optional
          autoComplete="name"
          hint="Members of your workspaces see it."
        />
        <div>
          <SubmitButton busyLabel="Saving…">Save name</SubmitButton>
        </div>
        {form.state.status === "done" && (
          <Notice tone="live" role="status">
            Your name is saved.
          </Notice>
        )}
      </Form>
    </div>
  );
}
