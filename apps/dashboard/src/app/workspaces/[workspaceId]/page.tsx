/** `/workspaces/<id>`: its apps. */
import { Plus } from "lucide-react";
import type { Metadata } from "next";
import { restoreAppAction } from "../../../features/apps/actions.ts";
import { AppsTable } from "../../../features/apps/apps-table.tsx";
import { DeletedApps } from "../../../features/apps/deleted-apps.tsx";
import { listApps } from "../../../features/apps/list-apps.ts";
import { listDeletedApps } from "../../../features/apps/list-deleted-apps.ts";
import { ButtonLink } from "../../../ui/button.tsx";
import { PageHeader } from "../../../ui/page-header.tsx";
import { loadWorkspace, type WorkspaceParams } from "./load-workspace.ts";

export const metadata: Metadata = { title: "Apps" };

export default async function AppsPage({ params }: { readonly params: WorkspaceParams }) {
  const { ctx, workspace } = await loadWorkspace((await params).workspaceId);
  const input = { workspaceId: workspace.id };
  const [apps, deleted] = await Promise.all([listApps({ ctx, input }), listDeletedApps({ ctx, input })]);
  const newHref = workspace.mayChange ? `/workspaces/${workspace.id}/new-app` : null;
  return (
    <>
      <PageHeader
        title="Apps"
        description="Each app has its own id, allowed origins and links."
        action={
          apps.length > 0 &&
          newHref !== null && (
            <ButtonLink href={newHref} tone="primary">
              <Plus aria-hidden="true" />
              New app
            </ButtonLink>
          )
        }
      />
      <AppsTable apps={apps} newHref={newHref} />
      <DeletedApps apps={deleted} mayRestore={workspace.mayManage} restore={restoreAppAction} />
    </>
  );
}
