/** `/workspaces/<id>/settings` */
import type { Metadata } from "next";
import {
  deleteWorkspaceAction,
  leaveWorkspaceAction,
  renameWorkspaceAction,
} from "../../../../features/workspaces/actions.ts";
import { DeleteWorkspaceForm } from "../../../../features/workspaces/delete-workspace-form.tsx";
import { getWorkspaceImpact } from "../../../../features/workspaces/get-workspace-impact.ts";
import { LeaveForm } from "../../../../features/workspaces/leave-form.tsx";
import { RoleTable } from "../../../../features/workspaces/role-table.tsx";
import { WorkspaceNameForm } from "../../../../features/workspaces/workspace-name-form.tsx";
import { PageHeader } from "../../../../ui/page-header.tsx";
import { Panel } from "../../../../ui/panel.tsx";
import { loadWorkspace, type WorkspaceParams } from "../load-workspace.ts";

export const metadata: Metadata = { title: "Workspace settings" };

export default async function WorkspaceSettingsPage({ params }: { readonly params: WorkspaceParams }) {
  const { ctx, workspace } = await loadWorkspace((await params).workspaceId);
  const impact = workspace.mayDelete
    ? await getWorkspaceImpact({ ctx, input: { workspaceId: workspace.id } })
    : null;
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
        {impact && (
          <Panel
            title="Delete this workspace"
            description="The relay refuses its apps and all their links, and nobody reaches it any more."
          >
            <DeleteWorkspaceForm
              workspaceId={workspace.id}
              name={workspace.name}
              impact={impact}
              remove={deleteWorkspaceAction}
            />
          </Panel>
        )}
      </div>
    </>
  );
}
