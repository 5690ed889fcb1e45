/** Invites somebody by their address, with a role. */
"use client";
import type { FormAction } from "../../action-state.ts";
import type { Role } from "../../roles.ts";
import { SelectField, TextField } from "../../ui/field.tsx";
import { Form, useActionForm } from "../../ui/form.tsx";
import { Notice } from "../../ui/notice.tsx";
import { SubmitButton } from "../../ui/submit-button.tsx";
import { MailboxLink } from "../auth/mailbox-link.tsx";
import { InvitationLink } from "./invitation-link.tsx";
import type { Invited } from "./invite-member.ts";
import { rolesToGive } from "./role-words.ts";

type Props = {
  readonly workspaceId: string;
  readonly yourRole: Role;
  readonly hasMailbox: boolean;
  readonly invite: FormAction<Invited>;
};

export function InviteForm({ workspaceId, yourRole, hasMailbox, invite }: Props) {
  const form = useActionForm(invite);
  const role = form.field("role", "developer");
  return (
    <Form form={form} hidden={{ workspaceId }} className="gap-4">
      {form.state.status === "done" && (
        <Notice tone="live" role="status">
          <p>
            {form.state.value.isMailed
              ? "An invitation is on its way to "
              : "Nobody mails it: this link is for "}
            <span className="wrap-anywhere">{form.state.value.email}</span>.{hasMailbox && <MailboxLink />}
          </p>
          <InvitationLink link={form.state.value.link} />
        </Notice>
      )}
      <div className="grid max-w-2xl gap-4 sm:grid-cols-[minmax(0,1fr)_11rem]">
        <TextField
          label="E-mail"
          {...form.field("email")}
          type="email"
          autoComplete="off"
          placeholder="colleague@example.com"
        />
        <SelectField key={role.defaultValue} label="Role" {...role} choices={rolesToGive(yourRole)} />
      </div>
      <div>
        <SubmitButton busyLabel="Inviting…">Invite</SubmitButton>
      </div>
    </Form>
  );
}
