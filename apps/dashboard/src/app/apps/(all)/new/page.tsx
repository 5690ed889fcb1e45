/** `/apps/new` */
import type { Metadata } from "next";
import { createAppAction } from "../../../../features/apps/actions.ts";
import { NewAppForm } from "../../../../features/apps/new-app-form.tsx";
import { userContext } from "../../../../features/auth/current-user.ts";
import { PageHeader } from "../../../../ui/page-header.tsx";
import { Panel } from "../../../../ui/panel.tsx";

export const metadata: Metadata = { title: "New app" };

export default async function NewAppPage() {
  await userContext();
  return (
    <div className="mx-auto max-w-lg">
      <PageHeader
        title="New app"
        description="You get an app id, and a page that shows your app connecting, step by step."
      />
      <Panel>
        <NewAppForm create={createAppAction} />
      </Panel>
    </div>
  );
}
