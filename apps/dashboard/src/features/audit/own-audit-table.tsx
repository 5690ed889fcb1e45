/** The latest changes of one's own account. */
import { Cell, HeadCell, Row, RowHeader, Table } from "../../ui/table.tsx";
import { RelativeTime } from "../../ui/time.tsx";
import { wordsOf } from "./audit-words.ts";
import type { OwnAuditRow } from "./list-own-audit.ts";

export function OwnAuditTable({ rows }: { readonly rows: readonly OwnAuditRow[] }) {
  const head = (
    <>
      <HeadCell>Change</HeadCell>
      <HeadCell className="max-sm:hidden">Network</HeadCell>
      <HeadCell>When</HeadCell>
    </>
  );
  return (
    <Table caption="Latest changes" head={head}>
      {rows.map((row) => (
        <Row key={row.id}>
          <RowHeader>
            <div className="font-medium">{wordsOf(row.action)}</div>
            {row.detail && <div className="text-sm wrap-anywhere text-ink-2">{row.detail}</div>}
          </RowHeader>
          <Cell className="font-mono text-sm text-ink-2 max-sm:hidden">{row.network ?? "unknown"}</Cell>
          <Cell className="text-ink-2">
            <RelativeTime atMs={row.atMs} />
          </Cell>
        </Row>
      ))}
    </Table>
  );
}
