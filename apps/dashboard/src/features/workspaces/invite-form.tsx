/** Invites somebody by their address, with a role. */
"use client";
import { useActionState } from "react";
import { type FormAction, idle } from "../../action-state.ts";
import type { Role } from "../../roles.ts";
import { HiddenFields } from "../../ui/action-button.tsx";
import { SelectField, TextField } from "../../ui/field.tsx";
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
  const [state, submit] = useActionState(invite, idle);
  const refused = state.status === "refused" ? state : null;
  return (
    <form action={submit} noValidate className="grid grid-cols-1 gap-4">
      <HiddenFields fields={{ workspaceId }} />
      {refused && Object.keys(refused.fields).length === 0 && (
        <Notice tone="stop" role="alert">
          {refused.message}
        </Notice>
      )}
      {state.status === "done" && (
        <Notice tone="live" role="status">
          <p>
            {state.value.isMailed ? "An invitation is on its way to " : "Nobody mails it: this link is for "}
            <span className="wrap-anywhere">{state.value.email}</span>.{hasMailbox && <MailboxLink />}
          </p>
          <InvitationLink link={state.value.link} />
        </Notice>
      )}
      <div className="grid max-w-2xl gap-4 sm:grid-cols-[minmax(0,1fr)_11rem]">
        <TextField
          label="E-mail"
          name="email"
          type="email"
          autoComplete="off"
          placeholder="colleague@example.com"
          defaultValue={refused?.values["email"] ?? ""}
          error={refused?.fields["email"]}
        />
        <SelectField
          key={refused?.values["role"] ?? "developer"}
          label="Role"
          name="role"
          choices={rolesToGive(yourRole)}
          defaultValue={refused?.values["role"] ?? "developer"}
          error={refused?.fields["role"]}
        />
      </div>
      <div>
        <SubmitButton busyLabel="Inviting…">Invite</SubmitButton>
      </div>
    </form>
  );
}
