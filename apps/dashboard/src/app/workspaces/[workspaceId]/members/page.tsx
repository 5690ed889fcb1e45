/** `/workspaces/<id>/members` */
import type { Metadata } from "next";
import { mailKind } from "../../../../env.ts";
import {
  changeRoleAction,
  inviteMemberAction,
  removeMemberAction,
  resendInvitationAction,
  revokeInvitationAction,
} from "../../../../features/workspaces/actions.ts";
import { InvitationsTable } from "../../../../features/workspaces/invitations-table.tsx";
import { InviteForm } from "../../../../features/workspaces/invite-form.tsx";
import { listMembers } from "../../../../features/workspaces/list-members.ts";
import { MembersTable } from "../../../../features/workspaces/members-table.tsx";
import { PageHeader } from "../../../../ui/page-header.tsx";
import { Panel } from "../../../../ui/panel.tsx";
import { loadWorkspace, type WorkspaceParams } from "../load-workspace.ts";

export const metadata: Metadata = { title: "Members" };

export default async function MembersPage({ params }: { readonly params: WorkspaceParams }) {
  const { ctx, workspace } = await loadWorkspace((await params).workspaceId);
  const { members, invitations } = await listMembers({ ctx, input: { workspaceId: workspace.id } });
  const mail = mailKind();
  return (
    <>
      <PageHeader title="Members" description="Who works in this workspace, and what each may do." />
      <div className="grid grid-cols-1 gap-6">
        {workspace.mayManage && (
          <Panel
            title="Invite somebody"
            description={
              mail === "off"
                ? "You get a link to hand over: this dashboard sends no mail. It works for 7 days."
                : "They get a link by mail, and you one to hand over yourself. Both work for 7 days."
            }
          >
            <InviteForm
              workspaceId={workspace.id}
              yourRole={workspace.role}
              hasMailbox={mail === "mailbox"}
              invite={inviteMemberAction}
            />
          </Panel>
        )}
        <MembersTable
          workspaceId={workspace.id}
          members={members}
          yourRole={workspace.role}
          changeRole={changeRoleAction}
          remove={removeMemberAction}
        />
        {invitations.length > 0 && (
          <InvitationsTable
            workspaceId={workspace.id}
            invitations={invitations}
            mayManage={workspace.mayManage}
            resend={resendInvitationAction}
            revoke={revokeInvitationAction}
          />
        )}
      </div>
    </>
  );
}
