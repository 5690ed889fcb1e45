/** Who is invited and has not come yet: send again, or take it back. */
"use client";
import { startTransition, useActionState } from "react";
import { type FormAction, idle } from "../../action-state.ts";
import { Button } from "../../ui/button.tsx";
import { ConfirmButton } from "../../ui/confirm-button.tsx";
import { Panel } from "../../ui/panel.tsx";
import { Status } from "../../ui/status.tsx";
import { Cell, HeadCell, Row, RowHeader, Table } from "../../ui/table.tsx";
import { RelativeTime } from "../../ui/time.tsx";
import { InvitationLink } from "./invitation-link.tsx";
import type { Invited } from "./invite-member.ts";
import type { InvitationSummary } from "./list-members.ts";
import { labelOf } from "./role-words.ts";

type Actions = {
  readonly workspaceId: string;
  readonly mayManage: boolean;
  readonly resend: FormAction<Invited>;
  readonly revoke: FormAction<{ readonly email: string }>;
};

export function InvitationsTable({
  invitations,
  ...actions
}: Actions & { readonly invitations: readonly InvitationSummary[] }) {
  const head = (
    <>
      <HeadCell>Invited</HeadCell>
      <HeadCell className="max-sm:hidden">Role</HeadCell>
      <HeadCell className="max-md:hidden">Expires</HeadCell>
      <HeadCell>
        <span className="sr-only">Actions</span>
      </HeadCell>
    </>
  );
  return (
    <Panel flush title="Open invitations">
      <Table caption="Open invitations" head={head}>
        {invitations.map((invitation) => (
          <InvitationRow key={invitation.id} invitation={invitation} {...actions} />
        ))}
      </Table>
    </Panel>
  );
}

function InvitationRow({
  invitation,
  workspaceId,
  mayManage,
  resend,
  revoke,
}: Actions & { readonly invitation: InvitationSummary }) {
  const [resent, submitResend, isSending] = useActionState(resend, idle);
  const [revoked, submitRevoke, isRevoking] = useActionState(revoke, idle);
  const send = (submit: (form: FormData) => void) => {
    const form = new FormData();
    form.set("workspaceId", workspaceId);
    form.set("invitationId", invitation.id);
    startTransition(() => submit(form));
  };
  const refused = [resent, revoked].find((state) => state.status === "refused");
  return (
    <Row>
      <RowHeader className="max-w-80">
        <div className="font-medium wrap-anywhere">{invitation.email}</div>
        <div className="text-sm text-ink-3 sm:hidden">{labelOf(invitation.role)}</div>
        <div role="status" className="text-sm text-ink-2 empty:hidden">
          {resent.status === "done" && (
            <>
              {resent.value.isMailed ? "Sent again, with a new link." : "It has a new link."}
              <InvitationLink link={resent.value.link} />
            </>
          )}
        </div>
        {refused && (
          <p role="alert" className="text-sm text-stop">
            {refused.message}
          </p>
        )}
      </RowHeader>
      <Cell className="max-sm:hidden">{labelOf(invitation.role)}</Cell>
      <Cell className="text-ink-2 max-md:hidden">
        {invitation.isExpired ? (
          <Status tone="over">Expired</Status>
        ) : (
          <RelativeTime atMs={invitation.expiresAtMs} />
        )}
      </Cell>
      <Cell>
        {mayManage && (
          <div className="flex flex-wrap justify-end gap-2">
            <Button
              size="small"
              aria-label={`Send again to ${invitation.email}`}
              aria-disabled={isSending}
              onClick={() => !isSending && send(submitResend)}
            >
              {isSending ? "Sending…" : "Send again"}
            </Button>
            <ConfirmButton
              label={`Revoke the invitation of ${invitation.email}`}
              title={`Revoke the invitation of ${invitation.email}?`}
              description="The link in their mail stops working. You can invite them again."
              confirm="Revoke invitation"
              busy={isRevoking}
              onConfirm={() => send(submitRevoke)}
            >
              Revoke
            </ConfirmButton>
          </div>
        )}
      </Cell>
    </Row>
  );
}
