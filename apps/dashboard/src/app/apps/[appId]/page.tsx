/** `/apps/<id>`: the overview. */
import { listCalls } from "../../../features/calls/list-calls.ts";
import { CallsTable, NoCalls } from "../../../features/calls/calls-table.tsx";
import { getConnectProgress } from "../../../features/connect/get-connect-progress.ts";
import { env } from "../../../env.ts";
import { LiveRefresh } from "../../../features/connect/live-refresh.tsx";
import { getQuota } from "../../../features/quotas/get-quota.ts";
import { QuotaNotice } from "../../../features/quotas/quota-panel.tsx";
import { Attention } from "../../../features/usage/attention.tsx";
import { getOverview } from "../../../features/usage/get-overview.ts";
import { HourlyChart } from "../../../features/usage/hourly-chart.tsx";
import { OverviewFigures } from "../../../features/usage/overview-figures.tsx";
import { ButtonLink } from "../../../ui/button.tsx";
import { Copyable } from "../../../ui/copyable.tsx";
import { PageHeader } from "../../../ui/page-header.tsx";
import { Panel } from "../../../ui/panel.tsx";
import { type AppParams, loadApp } from "./load-app.ts";

const RECENT_CALLS = 8;

export default async function OverviewPage({ params }: { readonly params: AppParams }) {
  const { ctx, app } = await loadApp((await params).appId);
  const input = { appId: app.id };
  const [{ overview, hours }, { calls }, progress, quota] = await Promise.all([
    getOverview({ ctx, input }),
    listCalls({ ctx, input }),
    getConnectProgress({ ctx, input }),
    getQuota({ ctx, input: { ...input, defaults: env().defaultQuota } }),
  ]);
  const allowable = progress.refused.filter((refusal) => refusal.canBeAllowed);
  return (
    <>
      <LiveRefresh appId={app.id} />
      <PageHeader title={app.name} description={<Copyable text={app.id} label="Copy app id" />} />
      <div className="grid grid-cols-1 gap-6">
        <QuotaNotice state={quota} />
        <Attention
          appId={app.id}
          overview={overview}
          everConnected={progress.app !== null}
          refusedOrigins={allowable.flatMap(({ origin }) => origin ?? [])}
        />
        <OverviewFigures overview={overview} />
        {overview.calls > 0 && (
          <Panel
            title="Calls per hour"
            action={
              <ButtonLink href={`/apps/${app.id}/usage`} size="small">
                All usage
              </ButtonLink>
            }
          >
            <HourlyChart usage={hours} toMs={overview.toMs} />
          </Panel>
        )}
        <Panel
          flush
          title="Recent calls"
          action={
            calls.length > 0 && (
              <ButtonLink href={`/apps/${app.id}/calls`} size="small">
                All calls
              </ButtonLink>
            )
          }
        >
          {calls.length === 0 ? (
            <NoCalls title="No calls yet">When an AI uses one of your tools, the call shows up here.</NoCalls>
          ) : (
            <CallsTable
              caption="Recent calls"
              calls={calls.slice(0, RECENT_CALLS)}
              hrefOf={(call) => `/apps/${app.id}/calls?call=${encodeURIComponent(call.id)}`}
            />
          )}
        </Panel>
      </div>
    </>
  );
}
