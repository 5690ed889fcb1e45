/** The members of a workspace: who they are, their roles, and how one is removed. */
import type { Role } from "../../roles.ts";
import { Panel } from "../../ui/panel.tsx";
import { HeadCell, Table } from "../../ui/table.tsx";
import type { MemberSummary } from "./list-members.ts";
import { type MemberActions, MemberRow } from "./member-row.tsx";

type Props = MemberActions & {
  readonly workspaceId: string;
  readonly members: readonly MemberSummary[];
  readonly yourRole: Role;
};

export function MembersTable({ members, ...rest }: Props) {
  const head = (
    <>
      <HeadCell>Member</HeadCell>
      <HeadCell className="max-sm:hidden">Role</HeadCell>
      <HeadCell className="max-md:hidden">Joined</HeadCell>
      <HeadCell>
        <span className="sr-only">Actions</span>
      </HeadCell>
    </>
  );
  return (
    <Panel flush>
      <Table caption="Members" head={head}>
        {members.map((member) => (
          <MemberRow key={member.userId} member={member} {...rest} />
        ))}
      </Table>
    </Panel>
  );
}
