/** `/apps/<id>/calls?outcome=&tool=&link=&since=&cursor=&call=` */
import type { Metadata } from "next";
import { CallDrawer } from "../../../../features/calls/call-drawer.tsx";
import {
  type CallFilter,
  callQuery,
  isFiltered,
  readCallFilter,
} from "../../../../features/calls/call-filter.ts";
import { CallFilterForm } from "../../../../features/calls/call-filter-form.tsx";
import { CallsTable, NoCalls } from "../../../../features/calls/calls-table.tsx";
import { findCall, listCalls } from "../../../../features/calls/list-calls.ts";
import { LiveRefresh } from "../../../../features/connect/live-refresh.tsx";
import { ButtonLink } from "../../../../ui/button.tsx";
import { ExportLink } from "../../../../ui/export-link.tsx";
import { PageHeader } from "../../../../ui/page-header.tsx";
import { Pager } from "../../../../ui/pager.tsx";
import { Panel } from "../../../../ui/panel.tsx";
import { one, pathWith, type SearchParams } from "../../../search-params.ts";
import { type AppParams, loadApp } from "../load-app.ts";

export const metadata: Metadata = { title: "Calls" };

type Props = { readonly params: AppParams; readonly searchParams: SearchParams };

export default async function CallsPage({ params, searchParams }: Props) {
  const { ctx, app } = await loadApp((await params).appId);
  const query = await searchParams;
  const filter = readCallFilter({
    outcome: one(query["outcome"]),
    tool: one(query["tool"]),
    link: one(query["link"]),
    since: one(query["since"]),
  });
  const [cursor, callId] = [one(query["cursor"]), one(query["call"])];
  const input = { appId: app.id, filter, cursor: cursor ?? undefined };
  const [{ calls, nextCursor }, linked] = await Promise.all([
    listCalls({ ctx, input }),
    callId === null ? null : findCall({ ctx, input: { appId: app.id, callId } }),
  ]);
  const path = `/apps/${app.id}/calls`;
  const chosen = callQuery(filter);
  return (
    <>
      {cursor === null && <LiveRefresh appId={app.id} />}
      <PageHeader
        title="Calls"
        description="What AIs did in your app. Arguments and results are never stored."
        action={
          <ExportLink title="The newest 10,000 of these calls" href={pathWith(`/api${path}`, chosen)} />
        }
      />
      <CallFilterForm path={path} filter={filter} />
      <Panel flush>
        {calls.length > 0 ? (
          <CallsTable
            caption="Calls"
            calls={calls}
            hrefOf={(call) => pathWith(path, { ...chosen, cursor, call: call.id })}
            inPlace
          />
        ) : (
          <Nothing appId={app.id} filter={filter} />
        )}
      </Panel>
      <CallDrawer appId={app.id} calls={calls} linked={linked} />
      <Pager
        label="Pages of calls"
        firstHref={cursor === null ? null : pathWith(path, chosen)}
        nextHref={nextCursor && pathWith(path, { ...chosen, cursor: nextCursor })}
      />
    </>
  );
}

function Nothing({ appId, filter }: { readonly appId: string; readonly filter: CallFilter }) {
  return isFiltered(filter) ? (
    <NoCalls
      title="No such calls"
      action={<ButtonLink href={`/apps/${appId}/calls`}>Show all calls</ButtonLink>}
    >
      No call fits this filter.
    </NoCalls>
  ) : (
    <NoCalls
      title="No calls yet"
      action={
        <ButtonLink href={`/apps/${appId}/connect`} tone="primary">
          Connect your app
        </ButtonLink>
      }
    >
      When an AI uses one of your tools, the call shows up here within a few seconds.
    </NoCalls>
  );
}
