/** `/workspaces/<id>/new-app` */
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { createAppAction } from "../../../../features/apps/actions.ts";
import { NewAppForm } from "../../../../features/apps/new-app-form.tsx";
import { PageHeader } from "../../../../ui/page-header.tsx";
import { Panel } from "../../../../ui/panel.tsx";
import { loadWorkspace, type WorkspaceParams } from "../load-workspace.ts";

export const metadata: Metadata = { title: "New app" };

export default async function NewAppPage({ params }: { readonly params: WorkspaceParams }) {
  const { workspace } = await loadWorkspace((await params).workspaceId);
  if (!workspace.mayChange) notFound();
  return (
    <div className="mx-auto max-w-lg">
      <PageHeader
        title="New app"
        description="You get an app id, and a page that shows your app connecting, step by step."
      />
      <Panel>
        <NewAppForm workspaceId={workspace.id} create={createAppAction} />
      </Panel>
    </div>
  );
}
