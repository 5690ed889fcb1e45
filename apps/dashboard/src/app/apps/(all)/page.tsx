/** `/apps` */
import { Plus } from "lucide-react";
import type { Metadata } from "next";
import { AppsTable } from "../../../features/apps/apps-table.tsx";
import { listApps } from "../../../features/apps/list-apps.ts";
import { userContext } from "../../../features/auth/current-user.ts";
import { ButtonLink } from "../../../ui/button.tsx";
import { PageHeader } from "../../../ui/page-header.tsx";

export const metadata: Metadata = { title: "Apps" };

export default async function AppsPage() {
  const apps = await listApps({ ctx: await userContext() });
  return (
    <>
      <PageHeader
        title="Apps"
        description="Each app has its own id, allowed origins and links."
        action={
          apps.length > 0 && (
            <ButtonLink href="/apps/new" tone="primary">
              <Plus aria-hidden="true" />
              New app
            </ButtonLink>
          )
        }
      />
      <AppsTable apps={apps} />
    </>
  );
}
