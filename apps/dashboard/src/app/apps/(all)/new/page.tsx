/** `/apps/new` */
import type { Metadata } from "next";
import { createAppAction } from "../../../../features/apps/actions.ts";
import { NewAppForm } from "../../../../features/apps/new-app-form.tsx";
import { userContext } from "../../../../features/auth/current-user.ts";
import { PageHeader } from "../../../../ui/page-header.tsx";

export const metadata: Metadata = { title: "New app" };

export default async function NewAppPage() {
  await userContext();
  return (
    <div className="mx-auto max-w-md">
      <PageHeader
        title="New app"
        description="You get an app id, and a page that shows your app connecting, step by step."
      />
      <NewAppForm create={createAppAction} />
    </div>
  );
}
