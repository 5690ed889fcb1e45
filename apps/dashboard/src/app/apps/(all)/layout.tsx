/** The frame of the pages above a single app. */
import type { ReactNode } from "react";
import { AccountMenu } from "../../../features/auth/account-menu.tsx";
import { signOutAction } from "../../../features/auth/actions.ts";
import { userContext } from "../../../features/auth/current-user.ts";
import { Page, Shell } from "../../../ui/shell.tsx";
import { TopBar } from "../../../ui/top-bar.tsx";

export default async function AppsLayout({ children }: { readonly children: ReactNode }) {
  const { user } = await userContext();
  const account = <AccountMenu email={user.email} signOut={signOutAction} />;
  return (
    <Shell narrow bar={<TopBar homeHref="/apps" homeLabel="All apps" account={account} />}>
      <Page>{children}</Page>
    </Shell>
  );
}
