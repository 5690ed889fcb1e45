/** One member: their role, which a menu changes, and the button that removes them. */
"use client";
import { ChevronDown } from "lucide-react";
import { startTransition, useActionState } from "react";
import { type FormAction, idle } from "../../action-state.ts";
import { may, mayGive, type Role } from "../../roles.ts";
import { buttonClass } from "../../ui/button.tsx";
import { ConfirmButton } from "../../ui/confirm-button.tsx";
import { Menu, MenuChoices } from "../../ui/menu.tsx";
import { Cell, Row, RowHeader } from "../../ui/table.tsx";
import { RelativeTime } from "../../ui/time.tsx";
import type { MemberSummary } from "./list-members.ts";
import { labelOf, rolesToGive } from "./role-words.ts";

export type MemberActions = {
  readonly changeRole: FormAction<{ readonly email: string; readonly role: Role }>;
  readonly remove: FormAction<{ readonly email: string }>;
};
type Props = MemberActions & {
  readonly workspaceId: string;
  readonly member: MemberSummary;
  readonly yourRole: Role;
};

export function MemberRow({ workspaceId, member, yourRole, changeRole, remove }: Props) {
  const [changed, submitRole, isChanging] = useActionState(changeRole, idle);
  const [removed, submitRemoval, isRemoving] = useActionState(remove, idle);
  const mayTouch = may(yourRole, "manage") && mayGive(yourRole, member.role);
  const send = (submit: (form: FormData) => void, fields: Readonly<Record<string, string>>) => {
    const form = new FormData();
    for (const [name, value] of Object.entries({ workspaceId, userId: member.userId, ...fields }))
      form.set(name, value);
    startTransition(() => submit(form));
  };
  const refused = [changed, removed].find((state) => state.status === "refused");
  const role = mayTouch ? (
    <RoleMenu
      member={member}
      yourRole={yourRole}
      busy={isChanging}
      onChange={(wanted) => send(submitRole, { role: wanted })}
    />
  ) : (
    labelOf(member.role)
  );
  return (
    <Row>
      <RowHeader className="max-w-80">
        <div className="font-medium wrap-anywhere">
          {member.name || member.email}
          {member.isYou && <span className="font-normal text-ink-3"> (you)</span>}
        </div>
        {member.name && <div className="text-sm wrap-anywhere text-ink-3">{member.email}</div>}
        <div className="mt-1.5 sm:hidden">{role}</div>
        <span role="status" className="sr-only">
          {changed.status === "done" && `${changed.value.email} is ${labelOf(changed.value.role)} now.`}
        </span>
        {refused && (
          <p role="alert" className="mt-1 text-sm text-stop">
            {refused.message}
          </p>
        )}
      </RowHeader>
      <Cell className="max-sm:hidden">{role}</Cell>
      <Cell className="text-ink-2 max-md:hidden">
        <RelativeTime atMs={member.joinedAtMs} />
      </Cell>
      <Cell className="text-right">
        {mayTouch && !member.isYou && (
          <ConfirmButton
            label={`Remove ${member.email}`}
            title={`Remove ${member.name || member.email}?`}
            description="They lose access to this workspace and its apps at once. What they made stays."
            confirm="Remove member"
            busy={isRemoving}
            onConfirm={() => send(submitRemoval, {})}
          >
            Remove
          </ConfirmButton>
        )}
      </Cell>
    </Row>
  );
}

type RoleMenuProps = {
  readonly member: MemberSummary;
  readonly yourRole: Role;
  readonly busy: boolean;
  readonly onChange: (role: string) => void;
};

function RoleMenu({ member, yourRole, busy, onChange }: RoleMenuProps) {
  return (
    <Menu
      align="start"
      label={`Role of ${member.email}: ${labelOf(member.role)}. Change role`}
      busy={busy}
      buttonClass={buttonClass({ size: "small" })}
      button={
        <>
          {busy ? "Saving…" : labelOf(member.role)}
          <ChevronDown aria-hidden="true" className="text-ink-3" />
        </>
      }
    >
      <MenuChoices
        label="Role"
        value={member.role}
        choices={rolesToGive(yourRole)}
        onChange={(role) => !busy && role !== member.role && onChange(role)}
      />
    </Menu>
  );
}
