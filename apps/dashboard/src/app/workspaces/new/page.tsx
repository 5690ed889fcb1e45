/** `/workspaces/new` */
import type { Metadata } from "next";
import { userContext } from "../../../features/auth/current-user.ts";
import { createWorkspaceAction } from "../../../features/workspaces/actions.ts";
import { NewWorkspaceForm } from "../../../features/workspaces/new-workspace-form.tsx";
import { PageHeader } from "../../../ui/page-header.tsx";
import { Panel } from "../../../ui/panel.tsx";
import { PersonFrame } from "../../person-frame.tsx";

export const metadata: Metadata = { title: "New workspace" };

export default async function NewWorkspacePage() {
  const { user } = await userContext();
  return (
    <PersonFrame user={user}>
      <div className="mx-auto max-w-lg">
        <PageHeader title="New workspace" description="It has its own apps and members. You are its owner." />
        <Panel>
          <NewWorkspaceForm create={createWorkspaceAction} />
        </Panel>
      </div>
    </PersonFrame>
  );
}
