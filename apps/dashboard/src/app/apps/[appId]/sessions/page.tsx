/** `/apps/<id>/sessions` */
import type { Metadata } from "next";
import { LiveRefresh } from "../../../../features/connect/live-refresh.tsx";
import { endSessionAction } from "../../../../features/sessions/actions.ts";
import { listSessions } from "../../../../features/sessions/list-sessions.ts";
import { SessionsTable } from "../../../../features/sessions/sessions-table.tsx";
import { PageHeader } from "../../../../ui/page-header.tsx";
import { type AppParams, loadApp } from "../load-app.ts";

export const metadata: Metadata = { title: "Sessions" };

export default async function SessionsPage({ params }: { readonly params: AppParams }) {
  const { ctx, app } = await loadApp((await params).appId);
  const sessions = await listSessions({ ctx, input: { appId: app.id } });
  return (
    <>
      <LiveRefresh appId={app.id} />
      <PageHeader
        title="Sessions"
        description="Each open tab or process of your app that is connected, or was."
      />
      <SessionsTable appId={app.id} sessions={sessions} mayChange={app.mayChange} end={endSessionAction} />
    </>
  );
}
