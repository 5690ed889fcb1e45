/** `/workspaces/<id>/settings` */
import type { Metadata } from "next";
import { leaveWorkspaceAction, renameWorkspaceAction } from "../../../../features/workspaces/actions.ts";
import { LeaveForm } from "../../../../features/workspaces/leave-form.tsx";
import { RoleTable } from "../../../../features/workspaces/role-table.tsx";
import { WorkspaceNameForm } from "../../../../features/workspaces/workspace-name-form.tsx";
import { PageHeader } from "../../../../ui/page-header.tsx";
import { Panel } from "../../../../ui/panel.tsx";
import { loadWorkspace, type WorkspaceParams } from "../load-workspace.ts";

export const metadata: Metadata = { title: "Workspace settings" };

export default async function WorkspaceSettingsPage({ params }: { readonly params: WorkspaceParams }) {
  const { workspace } = await loadWorkspace((await params).workspaceId);
  return (
    <>
      <PageHeader title="Workspace settings" />
      <div className="grid grid-cols-1 gap-6">
        <Panel title="Workspace name" description="Its members see it, and whoever is invited.">
          <WorkspaceNameForm
            workspaceId={workspace.id}
            name={workspace.name}
            mayManage={workspace.mayManage}
            rename={renameWorkspaceAction}
          />
        </Panel>
        <Panel flush title="Roles" description={`Your role in this workspace is ${workspace.role}.`}>
          <RoleTable />
        </Panel>
        <Panel
          title="Leave this workspace"
          description="You lose access to its apps at once. A workspace keeps at least one owner."
        >
          <LeaveForm workspaceId={workspace.id} name={workspace.name} leave={leaveWorkspaceAction} />
        </Panel>
      </div>
    </>
  );
}
