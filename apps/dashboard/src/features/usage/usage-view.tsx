/** The usage page's figures, charts and lists. All that a person chooses is in the address. */
import type { OutcomeGroup } from "../../call-outcomes.ts";
import { Panel } from "../../ui/panel.tsx";
import type { Usage } from "./get-usage.ts";
import { LatencyChart } from "./latency-chart.tsx";
import { OutcomesChart } from "./outcomes-chart.tsx";
import { TopList } from "./top-list.tsx";
import type { UsageTable } from "./usage-csv.ts";
import type { UsageFilter } from "./usage-filter.ts";
import { UsageFigures } from "./usage-figures.tsx";

type Props = {
  readonly usage: Usage;
  readonly filter: UsageFilter;
  /** The page with another choice. */
  readonly hrefOf: (change: Partial<UsageFilter>) => string;
  readonly csvHrefOf: (table: UsageTable) => string;
};

export function UsageView({ usage, filter, hrefOf, csvHrefOf }: Props) {
  const outcomeHref = (group: OutcomeGroup) => hrefOf({ outcome: filter.outcome === group ? null : group });
  return (
    <div className="grid grid-cols-1 gap-6">
      <UsageFigures usage={usage} />
      <Panel title="Calls by outcome">
        <OutcomesChart
          usage={usage}
          csvHref={csvHrefOf("outcomes")}
          hrefOf={outcomeHref}
          chosen={filter.outcome}
        />
      </Panel>
      <div className="grid grid-cols-1 gap-6 xl:grid-cols-2">
        <Panel title="App time" description="From the relay's frame to your app's reply.">
          <LatencyChart usage={usage} part="app" name="App time" csvHref={csvHrefOf("latency")} />
        </Panel>
        <Panel title="Relay time" description="The rest of an answered call: what the relay added.">
          <LatencyChart usage={usage} part="relay" name="Relay time" csvHref={csvHrefOf("latency")} />
        </Panel>
      </div>
      <div className="grid grid-cols-1 items-start gap-6 xl:grid-cols-2">
        <TopTools {...{ usage, filter, hrefOf }} csvHref={csvHrefOf("tools")} />
        <TopLinks {...{ usage, filter, hrefOf }} csvHref={csvHrefOf("links")} />
      </div>
    </div>
  );
}

type ListProps = Pick<Props, "usage" | "filter" | "hrefOf"> & { readonly csvHref: string };

function TopTools({ usage: { tools, toolCount, total }, filter, hrefOf, csvHref }: ListProps) {
  const hidden = toolCount - tools.length;
  return (
    <TopList
      title="Top tools"
      noun="Tool"
      calls={total.calls}
      csvHref={csvHref}
      more={hidden > 0 ? `${hidden} more were called less often.` : null}
      entries={tools.map(({ tool, calls, errors }) => ({
        key: tool,
        name: <code className="font-mono text-sm font-medium">{tool}</code>,
        calls,
        errors,
        chosen: filter.tool === tool,
        href: hrefOf({ tool: filter.tool === tool ? null : tool }),
      }))}
    />
  );
}

function TopLinks({ usage: { links, total }, filter, hrefOf, csvHref }: ListProps) {
  return (
    <TopList
      title="Top links"
      noun="Link"
      calls={total.calls}
      csvHref={csvHref}
      entries={links.map(({ tokenId, label, calls, errors }) => ({
        key: tokenId,
        name: (
          <>
            {label !== null && `${label} `}
            <span className="font-mono text-sm text-ink-3">{tokenId}</span>
          </>
        ),
        calls,
        errors,
        chosen: filter.link === tokenId,
        href: hrefOf({ link: filter.link === tokenId ? null : tokenId }),
      }))}
    />
  );
}
