/** `/apps/<id>/links?search=&state=&cursor=` */
import type { Metadata } from "next";
import { LiveRefresh } from "../../../../features/connect/live-refresh.tsx";
import { revokeLinkAction, revokeLinksAction } from "../../../../features/links/actions.ts";
import { isLinkFiltered, readLinkFilter } from "../../../../features/links/link-filter.ts";
import { LinkFilterForm } from "../../../../features/links/link-filter-form.tsx";
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
  const query = await searchParams;
  const cursor = one(query["cursor"]);
  const filter = readLinkFilter({ state: one(query["state"]), search: one(query["search"]) });
  const page = await listLinks({ ctx, input: { appId: app.id, cursor: cursor ?? undefined, filter } });
  const path = `/apps/${app.id}/links`;
  const isFiltered = isLinkFiltered(filter);
  return (
    <>
      <LiveRefresh appId={app.id} />
      <PageHeader
        title="Links"
        description="Every link your app made: who uses it, what it may do, and the switch that turns it off."
      />
      {(isFiltered || page.links.length > 0) && <LinkFilterForm path={path} filter={filter} />}
      <LinksTable
        key={JSON.stringify([filter, cursor])}
        appId={app.id}
        links={page.links}
        allHref={isFiltered ? path : null}
        mayChange={app.mayChange}
        revoke={revokeLinkAction}
        revokeMany={revokeLinksAction}
      />
      <Pager
        label="Pages of links"
        firstHref={cursor === null ? null : pathWith(path, filter)}
        nextHref={page.nextCursor && pathWith(path, { ...filter, cursor: page.nextCursor })}
      />
    </>
  );
}
