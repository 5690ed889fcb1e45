/** `/apps/<id>/links?search=&state=&sort=&cursor=` */
import type { Metadata } from "next";
import { LiveRefresh } from "../../../../features/connect/live-refresh.tsx";
import { revokeLinkAction, revokeLinksAction } from "../../../../features/links/actions.ts";
import { isLinkFiltered, readLinkFilter } from "../../../../features/links/link-filter.ts";
import { LinkFilterForm } from "../../../../features/links/link-filter-form.tsx";
import { NEWEST_FIRST, readLinkSort, sortHeads, sortQuery } from "../../../../features/links/link-sort.ts";
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
  const sort = readLinkSort(one(query["sort"]));
  const page = await listLinks({ ctx, input: { appId: app.id, cursor: cursor ?? undefined, filter, sort } });
  const path = `/apps/${app.id}/links`;
  const allHref = pathWith(path, { sort: sortQuery(sort) });
  // A page may be empty because its rows have moved, too.
  const isPart = isLinkFiltered(filter) || !page.isFirst;
  const chosen = { ...filter, sort: sortQuery(sort) };
  return (
    <>
      <LiveRefresh appId={app.id} />
      <PageHeader
        title="Links"
        description="Every link your app made: who uses it, what it may do, and the switch that turns it off."
      />
      {(isPart || page.links.length > 0) && (
        <LinkFilterForm path={path} filter={filter} sort={sort} allHref={allHref} />
      )}
      <LinksTable
        key={JSON.stringify([chosen, cursor])}
        appId={app.id}
        links={page.links}
        allHref={isPart ? allHref : null}
        heads={sortHeads(sort, (next) => pathWith(path, { ...filter, sort: sortQuery(next) }))}
        mayChange={app.mayChange}
        revoke={revokeLinkAction}
        revokeMany={revokeLinksAction}
      />
      <Pager
        label="Pages of links"
        firstHref={page.isFirst ? null : pathWith(path, chosen)}
        nextHref={page.nextCursor && pathWith(path, { ...chosen, cursor: page.nextCursor })}
        byTime={sort === NEWEST_FIRST}
      />
    </>
  );
}
