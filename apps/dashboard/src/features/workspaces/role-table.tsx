/** What each role may do. */
import { Cell, HeadCell, Row, RowHeader, Table } from "../../ui/table.tsx";
import { ROLE_WORDS } from "./role-words.ts";

export function RoleTable() {
  const head = (
    <>
      <HeadCell>Role</HeadCell>
      <HeadCell>May do</HeadCell>
    </>
  );
  return (
    <Table caption="What each role may do" head={head}>
      {ROLE_WORDS.map(({ role, label, may }) => (
        <Row key={role}>
          <RowHeader className="font-medium max-sm:align-top">{label}</RowHeader>
          <Cell className="text-ink-2">{may}</Cell>
        </Row>
      ))}
    </Table>
  );
}
