/** `/apps/<id>/origins` */
import type { Metadata } from "next";
import { LiveRefresh } from "../../../../features/connect/live-refresh.tsx";
import {
  addOriginsAction,
  allowRefusedOriginAction,
  removeOriginAction,
} from "../../../../features/origins/actions.ts";
import { listOrigins } from "../../../../features/origins/list-origins.ts";
import { OriginsView } from "../../../../features/origins/origins-view.tsx";
import { PageHeader } from "../../../../ui/page-header.tsx";
import { type AppParams, loadApp } from "../load-app.ts";

export const metadata: Metadata = { title: "Origins" };

export default async function OriginsPage({ params }: { readonly params: AppParams }) {
  const { ctx, app } = await loadApp((await params).appId);
  const { allowed, refused } = await listOrigins({ ctx, input: { appId: app.id } });
  return (
    <>
      <LiveRefresh appId={app.id} />
      <PageHeader
        title="Origins"
        description="The addresses your pages run at. The relay refuses all others."
      />
      <OriginsView
        appId={app.id}
        mayChange={app.mayChange}
        registry={app.registry}
        allowed={allowed}
        refused={refused}
        add={addOriginsAction}
        remove={removeOriginAction}
        allow={allowRefusedOriginAction}
      />
    </>
  );
}
