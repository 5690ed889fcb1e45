/** `/account`: a person's own account. */
import type { Metadata } from "next";
import { hasGitHub } from "../../env.ts";
import {
  changeNameAction,
  changePasswordAction,
  deleteAccountAction,
  endLoginAction,
  endOtherLoginsAction,
} from "../../features/account/actions.ts";
import { DeleteAccountForm } from "../../features/account/delete-account-form.tsx";
import { getAccount } from "../../features/account/get-account.ts";
import { listLogins } from "../../features/account/list-logins.ts";
import { LoginsTable } from "../../features/account/logins-table.tsx";
import { PasswordForm } from "../../features/account/password-form.tsx";
import { ProfileForm } from "../../features/account/profile-form.tsx";
import { listOwnAudit } from "../../features/audit/list-own-audit.ts";
import { OwnAuditTable } from "../../features/audit/own-audit-table.tsx";
import { userContext } from "../../features/auth/current-user.ts";
import { restoreWorkspaceAction } from "../../features/workspaces/actions.ts";
import { DeletedWorkspaces } from "../../features/workspaces/deleted-workspaces.tsx";
import { listDeletedWorkspaces } from "../../features/workspaces/list-deleted-workspaces.ts";
import { PageHeader } from "../../ui/page-header.tsx";
import { Panel } from "../../ui/panel.tsx";
import { PersonFrame } from "../person-frame.tsx";

export const metadata: Metadata = { title: "Account" };

export default async function AccountPage() {
  const ctx = await userContext();
  const [account, logins, changes, deleted] = await Promise.all([
    getAccount({ ctx }),
    listLogins({ ctx }),
    listOwnAudit({ ctx }),
    listDeletedWorkspaces({ ctx }),
  ]);
  return (
    <PersonFrame user={ctx.user}>
      <PageHeader title="Account" description="Your own; your workspaces have settings of their own." />
      <div className="grid grid-cols-1 gap-6">
        <Panel title="You">
          <ProfileForm
            account={account}
            showGitHub={hasGitHub() || account.hasGitHub}
            change={changeNameAction}
          />
        </Panel>
        <Panel
          title="Password"
          description={
            account.hasPassword
              ? "Changing it signs you out everywhere else."
              : "You sign in with GitHub. With a password you can also sign in without it."
          }
        >
          <PasswordForm hasPassword={account.hasPassword} change={changePasswordAction} />
        </Panel>
        <LoginsTable logins={logins} end={endLoginAction} endOthers={endOtherLoginsAction} />
        {changes.length > 0 && (
          <Panel
            flush
            title="Latest changes"
            description="If one of these was not you, change your password."
          >
            <OwnAuditTable rows={changes} />
          </Panel>
        )}
        {deleted.length > 0 && <DeletedWorkspaces workspaces={deleted} restore={restoreWorkspaceAction} />}
        <Panel
          title="Delete account"
          description="Workspaces that only you are in end with it: their apps stop working and their links are refused. It cannot be undone."
        >
          <DeleteAccountForm email={account.email} remove={deleteAccountAction} />
        </Panel>
      </div>
    </PersonFrame>
  );
}
