/** `/apps/<id>/keys` */
import type { Metadata } from "next";
import { createAppKeyAction, revokeAppKeyAction } from "../../../../features/app-keys/actions.ts";
import { AppKeysView } from "../../../../features/app-keys/app-keys-view.tsx";
import { listAppKeys } from "../../../../features/app-keys/list-app-keys.ts";
import { LiveRefresh } from "../../../../features/connect/live-refresh.tsx";
import { PageHeader } from "../../../../ui/page-header.tsx";
import { type AppParams, loadApp } from "../load-app.ts";

export const metadata: Metadata = { title: "App keys" };

export default async function AppKeysPage({ params }: { readonly params: AppParams }) {
  const { ctx, app } = await loadApp((await params).appId);
  const keys = await listAppKeys({ ctx, input: { appId: app.id } });
  return (
    <>
      <LiveRefresh appId={app.id} />
      <PageHeader
        title="App keys"
        description="For clients without a web origin: servers, scripts and desktop apps. A key is a secret; keep it off web pages."
      />
      <AppKeysView
        appId={app.id}
        mayChange={app.mayChange}
        registry={app.registry}
        keys={keys}
        create={createAppKeyAction}
        revoke={revokeAppKeyAction}
      />
    </>
  );
}
