/** `/apps/<id>/calls?outcome=&link=&cursor=` */
import type { Metadata } from "next";
import { CallsTable, NoCalls } from "../../../../features/calls/calls-table.tsx";
import { listCalls } from "../../../../features/calls/list-calls.ts";
import { LiveRefresh } from "../../../../features/connect/live-refresh.tsx";
import { ButtonLink } from "../../../../ui/button.tsx";
import { FilterNav } from "../../../../ui/filter-nav.tsx";
import { PageHeader } from "../../../../ui/page-header.tsx";
import { Pager } from "../../../../ui/pager.tsx";
import { Panel } from "../../../../ui/panel.tsx";
import { one, pathWith, type SearchParams } from "../../../search-params.ts";
import { type AppParams, loadApp } from "../load-app.ts";

export const metadata: Metadata = { title: "Calls" };

type Props = { readonly params: AppParams; readonly searchParams: SearchParams };

const filters = [
  { label: "All", outcome: null },
  { label: "Succeeded", outcome: "ok" },
  { label: "Failed", outcome: "failed" },
] as const;

export default async function CallsPage({ params, searchParams }: Props) {
  const { ctx, app } = await loadApp((await params).appId);
  const query = await searchParams;
  const outcome = filters.find((filter) => filter.outcome === one(query["outcome"]))?.outcome ?? null;
  const [link, cursor] = [one(query["link"]), one(query["cursor"])];
  const input = {
    appId: app.id,
    cursor: cursor ?? undefined,
    tokenId: link ?? undefined,
    outcome: outcome ?? undefined,
  };
  const page = await listCalls({ ctx, input });
  const path = `/apps/${app.id}/calls`;
  const filtered = outcome !== null || link !== null;
  return (
    <>
      {cursor === null && <LiveRefresh appId={app.id} />}
      <PageHeader
        title="Calls"
        description="What AIs did in your app. Arguments and results are never stored."
      />
      <div className="mb-4 flex flex-wrap items-center justify-between gap-3">
        <FilterNav
          label="Filter by outcome"
          choices={filters.map((filter) => ({
            label: filter.label,
            href: pathWith(path, { outcome: filter.outcome, link }),
            current: filter.outcome === outcome,
          }))}
        />
        {link !== null && (
          <p className="flex items-center gap-2 text-ink-2">
            Only link <code className="font-mono text-sm text-ink">{link}</code>
            <ButtonLink href={pathWith(path, { outcome })} size="small">
              Show all links
            </ButtonLink>
          </p>
        )}
      </div>
      <Panel flush>
        {page.calls.length > 0 ? (
          <CallsTable caption="Calls" calls={page.calls} />
        ) : filtered ? (
          <NoCalls title="No such calls" action={<ButtonLink href={path}>Show all calls</ButtonLink>}>
            No call fits this filter.
          </NoCalls>
        ) : (
          <NoCalls
            title="No calls yet"
            action={
              <ButtonLink href={`/apps/${app.id}/connect`} tone="primary">
                Connect your app
              </ButtonLink>
            }
          >
            When an AI uses one of your tools, the call shows up here within a few seconds.
          </NoCalls>
        )}
      </Panel>
      <Pager
        label="Pages of calls"
        firstHref={cursor === null ? null : pathWith(path, { outcome, link })}
        nextHref={page.nextCursor && pathWith(path, { outcome, link, cursor: page.nextCursor })}
      />
    </>
  );
}
