/** `/workspaces/<id>/audit?actor=&action=&from=&to=&cursor=` */
import type { Metadata } from "next";
import { AuditFilterForm } from "../../../../features/audit/audit-filter-form.tsx";
import { filterQuery, isFiltered, readAuditFilter } from "../../../../features/audit/audit-filter.ts";
import { AuditTable } from "../../../../features/audit/audit-table.tsx";
import { listAudit } from "../../../../features/audit/list-audit.ts";
import { PageHeader } from "../../../../ui/page-header.tsx";
import { Pager } from "../../../../ui/pager.tsx";
import { ExportLink } from "../../../../ui/export-link.tsx";
import { one, pathWith, type SearchParams } from "../../../search-params.ts";
import { loadManagedWorkspace, type WorkspaceParams } from "../load-workspace.ts";

export const metadata: Metadata = { title: "Audit log" };

type Props = { readonly params: WorkspaceParams; readonly searchParams: SearchParams };

export default async function AuditPage({ params, searchParams }: Props) {
  const { ctx, workspace } = await loadManagedWorkspace((await params).workspaceId);
  const given = await searchParams;
  const filter = readAuditFilter({
    actor: one(given["actor"]),
    action: one(given["action"]),
    from: one(given["from"]),
    to: one(given["to"]),
  });
  const cursor = one(given["cursor"]);
  const input = { workspaceId: workspace.id, filter, cursor: cursor ?? undefined };
  const { rows, actors, nextCursor } = await listAudit({ ctx, input });
  const path = `/workspaces/${workspace.id}/audit`;
  const query = filterQuery(filter);
  return (
    <>
      <PageHeader
        title="Audit log"
        description="Who changed what, when and from which network. Times are shown in your time zone."
        action={<ExportLink href={pathWith(`/api${path}`, query)} />}
      />
      <AuditFilterForm path={path} filter={filter} actors={actors} isFiltered={isFiltered(filter)} />
      <AuditTable rows={rows} clearHref={isFiltered(filter) ? path : null} />
      <Pager
        label="Pages of the audit log"
        firstHref={cursor === null ? null : pathWith(path, query)}
        nextHref={nextCursor && pathWith(path, { ...query, cursor: nextCursor })}
      />
    </>
  );
}
