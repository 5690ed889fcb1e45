/** What was used most, each with its share as a bar behind it. A click filters the page by it. */
import { Download } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { buttonClass } from "../../ui/button.tsx";
import { formatCount, formatShare } from "../../ui/format.ts";
import { Panel } from "../../ui/panel.tsx";
import { Cell, HeadCell, Row, RowHeader, Table } from "../../ui/table.tsx";

export type TopEntry = {
  readonly key: string;
  readonly name: ReactNode;
  readonly calls: number;
  readonly errors: number;
  /** The page with only this one, or, when it is chosen, with all. */
  readonly href: string;
  readonly chosen: boolean;
};

type Props = {
  readonly title: string;
  /** The head of the first column, such as "Tool". */
  readonly noun: string;
  readonly entries: readonly TopEntry[];
  /** Of all calls that the page is about. */
  readonly calls: number;
  readonly csvHref: string;
  readonly more?: string | null;
};

export function TopList({ title, noun, entries, calls, csvHref, more = null }: Props) {
  const head = (
    <>
      <HeadCell>{noun}</HeadCell>
      <HeadCell numeric>Calls</HeadCell>
      <HeadCell numeric>Failed</HeadCell>
    </>
  );
  return (
    <Panel
      flush
      title={title}
      action={
        <a
          href={csvHref}
          download
          aria-label={`${title} as CSV`}
          className={buttonClass({ tone: "quiet", size: "small" }, "-mr-2 text-ink-3!")}
        >
          <Download aria-hidden="true" />
          CSV
        </a>
      }
    >
      {entries.length === 0 ? (
        <p className="px-5 py-8 text-center text-ink-2">Nothing was called in this time.</p>
      ) : (
        <Table caption={title} head={head}>
          {entries.map((entry) => (
            <Entry key={entry.key} entry={entry} calls={calls} />
          ))}
        </Table>
      )}
      {more !== null && <p className="border-t border-line px-5 py-2.5 text-sm text-ink-3">{more}</p>}
    </Panel>
  );
}

function Entry({ entry, calls }: { readonly entry: TopEntry; readonly calls: number }) {
  const share = calls === 0 ? 0 : entry.calls / calls;
  return (
    <Row>
      <RowHeader className="w-full max-w-0 py-1.5!">
        <Link
          href={entry.href}
          scroll={false}
          aria-current={entry.chosen ? "true" : undefined}
          className="relative flex h-7 items-center overflow-clip rounded-sm px-2 hover:underline"
        >
          <span
            aria-hidden="true"
            className="absolute inset-y-0 left-0 rounded-sm bg-accent-dot/14"
            style={{ width: `${Math.max(share * 100, 0.5)}%` }}
          />
          <span className="relative truncate">{entry.name}</span>
        </Link>
      </RowHeader>
      <Cell numeric className="py-1.5! whitespace-nowrap">
        {formatCount(entry.calls)}
        <span className="ml-2 inline-block w-12 text-sm text-ink-3">{formatShare(entry.calls, calls)}</span>
      </Cell>
      <Cell numeric className="py-1.5! whitespace-nowrap text-ink-2">
        {formatShare(entry.errors, entry.calls)}
      </Cell>
    </Row>
  );
}
