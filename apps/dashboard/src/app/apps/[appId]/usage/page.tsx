/** `/apps/<id>/usage?range=&tool=&link=&outcome=` */
import type { Metadata } from "next";
import { outcomeWord } from "../../../../call-outcomes.ts";
import { getUsage } from "../../../../features/usage/get-usage.ts";
import {
  USAGE_RANGES,
  type UsageFilter,
  usageQuery,
  readUsageFilter,
} from "../../../../features/usage/usage-filter.ts";
import { UsageView } from "../../../../features/usage/usage-view.tsx";
import { ButtonLink } from "../../../../ui/button.tsx";
import { FilterChips } from "../../../../ui/filter-chips.tsx";
import { FilterNav } from "../../../../ui/filter-nav.tsx";
import { PageHeader } from "../../../../ui/page-header.tsx";
import { one, pathWith, type SearchParams } from "../../../search-params.ts";
import { type AppParams, loadApp } from "../load-app.ts";

export const metadata: Metadata = { title: "Usage" };

type Props = { readonly params: AppParams; readonly searchParams: SearchParams };

const rangeLabels = { "1h": "1 hour", "24h": "24 hours", "7d": "7 days", "30d": "30 days" };

export default async function UsagePage({ params, searchParams }: Props) {
  const { ctx, app } = await loadApp((await params).appId);
  const query = await searchParams;
  const filter = readUsageFilter({
    range: one(query["range"]),
    tool: one(query["tool"]),
    link: one(query["link"]),
    outcome: one(query["outcome"]),
  });
  const usage = await getUsage({ ctx, input: { appId: app.id, filter } });
  const path = `/apps/${app.id}/usage`;
  const hrefOf = (change: Partial<UsageFilter>) => pathWith(path, usageQuery({ ...filter, ...change }));
  const { range: _range, ...callsQuery } = usageQuery(filter);
  return (
    <>
      <PageHeader
        title="Usage"
        description="How your app's tools are used, and where the time goes."
        action={
          <FilterNav
            label="Range of time"
            choices={USAGE_RANGES.map((range) => ({
              label: rangeLabels[range],
              href: hrefOf({ range }),
              current: filter.range === range,
            }))}
          />
        }
      />
      <FilterChips
        chips={chipsOf(filter, hrefOf)}
        action={
          <ButtonLink
            href={pathWith(`/apps/${app.id}/calls`, { ...callsQuery, since: filter.range })}
            size="small"
          >
            See these calls
          </ButtonLink>
        }
      />
      <UsageView
        usage={usage}
        filter={filter}
        hrefOf={hrefOf}
        csvHrefOf={(table) => pathWith(`/api/apps/${app.id}/usage`, { ...usageQuery(filter), table })}
      />
    </>
  );
}

const chipsOf = ({ tool, link, outcome }: UsageFilter, hrefOf: (change: Partial<UsageFilter>) => string) => [
  ...(tool === null ? [] : [{ name: "Tool", value: tool, href: hrefOf({ tool: null }) }]),
  ...(link === null ? [] : [{ name: "Link", value: link, href: hrefOf({ link: null }) }]),
  ...(outcome === null
    ? []
    : [{ name: "Outcome", value: outcomeWord(outcome), href: hrefOf({ outcome: null }) }]),
];
