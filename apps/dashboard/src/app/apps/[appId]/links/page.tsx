/** `/apps/<id>/links` */
import type { Metadata } from "next";
import { LiveRefresh } from "../../../../features/connect/live-refresh.tsx";
import { revokeLinkAction, revokeLinksAction } from "../../../../features/links/actions.ts";
import { LinksTable } from "../../../../features/links/links-table.tsx";
import { listLinks } from "../../../../features/links/list-links.ts";
import { PageHeader } from "../../../../ui/page-header.tsx";
import { Pager } from "../../../../ui/pager.tsx";
import { one, pathWith, type SearchParams } from "../../../search-params.ts";
import { type AppParams, loadApp } from "../load-app.ts";

export const metadata: Metadata = { title: "Links" };

type Props = { readonly params: AppParams; readonly searchParams: SearchParams };

export default async function LinksPage({ params, searchParams }: Props) {
  const { ctx, app } = await loadApp((await params).appId);
  const cursor = one((await searchParams)["cursor"]);
  const page = await listLinks({ ctx, input: { appId: app.id, cursor: cursor ?? undefined } });
  const path = `/apps/${app.id}/links`;
  return (
    <>
      <LiveRefresh appId={app.id} />
      <PageHeader
        title="Links"
        description="Every link your app made: who uses it, what it may do, and the switch that turns it off."
      />
      <LinksTable
        key={cursor}
        appId={app.id}
        links={page.links}
        mayChange={app.mayChange}
        revoke={revokeLinkAction}
        revokeMany={revokeLinksAction}
      />
      <Pager
        label="Pages of links"
        firstHref={cursor === null ? null : path}
        nextHref={page.nextCursor && pathWith(path, { cursor: page.nextCursor })}
      />
    </>
  );
}
