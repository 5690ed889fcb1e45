/** The audit log: when, who, what, and from which network. */
import { ScrollText } from "lucide-react";
import { ButtonLink } from "../../ui/button.tsx";
import { CopyButton } from "../../ui/copy-button.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { Panel } from "../../ui/panel.tsx";
import { Cell, HeadCell, Row, RowHeader, Table } from "../../ui/table.tsx";
import { ExactTime } from "../../ui/time.tsx";
import { wordsOf } from "./audit-words.ts";
import type { AuditRow } from "./list-audit.ts";

type Props = {
  readonly rows: readonly AuditRow[];
  /** Where the whole log is; `null` when it is not filtered. */
  readonly clearHref: string | null;
};

export function AuditTable({ rows, clearHref }: Props) {
  const head = (
    <>
      <HeadCell>Time</HeadCell>
      <HeadCell>What</HeadCell>
      <HeadCell className="max-md:hidden">Who</HeadCell>
      <HeadCell className="max-lg:hidden">Network</HeadCell>
      <HeadCell className="max-xl:hidden">Request id</HeadCell>
    </>
  );
  return (
    <Panel flush>
      {rows.length === 0 ? (
        <NoChanges clearHref={clearHref} />
      ) : (
        <Table caption="Audit log" head={head}>
          {rows.map((row) => (
            <ChangeRow key={row.id} row={row} />
          ))}
        </Table>
      )}
    </Panel>
  );
}

function ChangeRow({ row }: { readonly row: AuditRow }) {
  return (
    <Row className="align-top">
      <Cell className="text-ink-2 max-md:align-top">
        <ExactTime atMs={row.atMs} className="tabular-nums md:whitespace-nowrap" />
      </Cell>
      <RowHeader>
        <div className="font-medium">{wordsOf(row.action)}</div>
        <div className="text-sm wrap-anywhere text-ink-2">
          <Subject row={row} />
        </div>
        <div className="text-sm wrap-anywhere text-ink-3 md:hidden">
          <Actor row={row} />
          {row.network && ` · ${row.network}`}
        </div>
      </RowHeader>
      <Cell className="max-md:hidden">
        <Actor row={row} />
      </Cell>
      <Cell className="font-mono text-sm whitespace-nowrap text-ink-2 max-lg:hidden">
        {row.network ?? <span className="text-ink-3">unknown</span>}
      </Cell>
      <Cell className="max-xl:hidden">
        <span className="flex items-center gap-0.5 font-mono text-sm whitespace-nowrap text-ink-2">
          <span title={row.requestId}>…{row.requestId.slice(-6)}</span>
          <CopyButton
            text={row.requestId}
            label={`Copy request id ${row.requestId}`}
            className="[&_svg]:size-3.5!"
          />
        </span>
      </Cell>
    </Row>
  );
}

/** The app by its name, then what was changed of it. An id that the detail spells out is not shown beside it. */
function Subject({ row }: { readonly row: AuditRow }) {
  const showsSubject = row.detail === null && row.subject !== row.appId && row.subject !== row.actor?.email;
  const parts = [row.appName ?? row.appId, row.detail, showsSubject ? row.subject : null];
  return parts.filter((part) => part !== null).join(" · ");
}

function Actor({ row }: { readonly row: AuditRow }) {
  if (row.actor === null) return <span className="text-ink-3">Deleted account</span>;
  return <span title={row.actor.email}>{row.actor.name || row.actor.email}</span>;
}

function NoChanges({ clearHref }: Pick<Props, "clearHref">) {
  return (
    <EmptyState
      picture={<ScrollText aria-hidden="true" strokeWidth={1.5} className="size-8 text-ink-3" />}
      title={clearHref === null ? "Nothing was changed yet" : "No such changes"}
      action={clearHref !== null && <ButtonLink href={clearHref}>Show all changes</ButtonLink>}
    >
      {clearHref === null
        ? "Every change of an app, a member or this workspace shows up here."
        : "No change fits this filter."}
    </EmptyState>
  );
}
