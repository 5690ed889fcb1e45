/** `/apps/<id>/settings` */
import type { Metadata } from "next";
import {
  changePolicyAction,
  deleteAppAction,
  renameAppAction,
  setSuspendedAction,
} from "../../../../features/apps/actions.ts";
import { DeleteAppForm } from "../../../../features/apps/delete-app-form.tsx";
import { getDeletionImpact } from "../../../../features/apps/get-deletion-impact.ts";
import { PolicyForm } from "../../../../features/apps/policy-form.tsx";
import { RenameForm } from "../../../../features/apps/rename-form.tsx";
import { SuspendPanel } from "../../../../features/apps/suspend-panel.tsx";
import { env } from "../../../../env.ts";
import { LiveRefresh } from "../../../../features/connect/live-refresh.tsx";
import { getQuota } from "../../../../features/quotas/get-quota.ts";
import { QuotaPanel } from "../../../../features/quotas/quota-panel.tsx";
import { Copyable } from "../../../../ui/copyable.tsx";
import { PageHeader } from "../../../../ui/page-header.tsx";
import { Panel } from "../../../../ui/panel.tsx";
import { ExactTime } from "../../../../ui/time.tsx";
import { type AppParams, loadApp } from "../load-app.ts";

export const metadata: Metadata = { title: "Settings" };

export default async function SettingsPage({ params }: { readonly params: AppParams }) {
  const { ctx, app } = await loadApp((await params).appId);
  const input = { appId: app.id };
  const [impact, quota] = await Promise.all([
    getDeletionImpact({ ctx, input }),
    getQuota({ ctx, input: { ...input, defaults: env().defaultQuota } }),
  ]);
  return (
    <>
      <LiveRefresh appId={app.id} />
      <PageHeader title="Settings" />
      <div className="grid grid-cols-1 gap-6">
        <Panel title="App name" description="Your users and their AIs see it.">
          <RenameForm
            appId={app.id}
            name={app.name}
            mayChange={app.mayChange}
            registry={app.registry}
            rename={renameAppAction}
          />
        </Panel>
        <Panel title="What AIs may do" description="It holds for every link of this app.">
          <PolicyForm
            appId={app.id}
            linkCalls={app.linkCalls}
            holdForMs={app.holdForMs}
            mayChange={app.mayChange}
            registry={app.registry}
            change={changePolicyAction}
          />
        </Panel>
        <Panel title="Status" description="A suspended app is cut off from every AI at once.">
          <SuspendPanel
            appId={app.id}
            name={app.name}
            isSuspended={app.status === "suspended"}
            mayChange={app.mayChange}
            registry={app.registry}
            setSuspended={setSuspendedAction}
          />
        </Panel>
        <QuotaPanel state={quota} />
        <Panel title="Identity">
          <dl className="grid grid-cols-[auto_minmax(0,1fr)] items-center gap-x-6 gap-y-2">
            <dt className="text-ink-2">App id</dt>
            <dd>
              <Copyable text={app.id} label="Copy app id" />
            </dd>
            <dt className="text-ink-2">Created</dt>
            <dd>
              <ExactTime atMs={app.createdAtMs} />
            </dd>
            <dt className="text-ink-2">Your role</dt>
            <dd className="first-letter:uppercase">{app.role}</dd>
          </dl>
        </Panel>
        {app.mayManage && (
          <Panel title="Delete this app" description="The relay refuses it, and all of its links, at once.">
            <DeleteAppForm appId={app.id} name={app.name} impact={impact} remove={deleteAppAction} />
          </Panel>
        )}
      </div>
    </>
  );
}
