/** The frame of signed-in pages that belong to no workspace. */
import type { ReactNode } from "react";
import type { CurrentUser } from "../context.ts";
import { AccountMenu } from "../features/auth/account-menu.tsx";
import { signOutAction } from "../features/auth/actions.ts";
import { Page, Shell } from "../ui/shell.tsx";
import { TopBar } from "../ui/top-bar.tsx";
import { VerifyBanner } from "./verify-banner.tsx";

type Props = { readonly user: CurrentUser; readonly children: ReactNode };

export function PersonFrame({ user, children }: Props) {
  const account = <AccountMenu email={user.email} signOut={signOutAction} />;
  return (
    <Shell narrow bar={<TopBar homeHref="/apps" homeLabel="All apps" account={account} />}>
      <Page>
        <VerifyBanner user={user} />
        {children}
      </Page>
    </Shell>
  );
}
