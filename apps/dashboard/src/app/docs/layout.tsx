/** The frame of the documents: open to everybody, with the way back for who is signed in. */
import type { Metadata } from "next";
import type { ReactNode } from "react";
import { currentUser } from "../../features/auth/current-user.ts";
import { docGroups } from "../../features/docs/doc-library.ts";
import { DocsNav } from "../../features/docs/docs-nav.tsx";
import { ButtonLink } from "../../ui/button.tsx";
import { Drawer } from "../../ui/drawer.tsx";
import { PageWithNav, Shell } from "../../ui/shell.tsx";
import { TopBar } from "../../ui/top-bar.tsx";

export const metadata: Metadata = { title: { default: "Docs", template: "%s · agent-socket docs" } };

export default async function DocsLayout({ children }: { readonly children: ReactNode }) {
  const user = await currentUser();
  const nav = <DocsNav groups={docGroups()} />;
  const menu = (
    <Drawer title="Docs" openLabel="Open menu">
      {nav}
    </Drawer>
  );
  const account = (
    <nav aria-label="Account" className="flex items-center gap-1.5">
      {user === null ? (
        <>
          <ButtonLink href="/signin" tone="quiet" size="small">
            Sign in
          </ButtonLink>
          <ButtonLink href="/signup" tone="primary" size="small">
            Sign up
          </ButtonLink>
        </>
      ) : (
        <ButtonLink href="/apps" size="small">
          Your apps
        </ButtonLink>
      )}
    </nav>
  );
  return (
    <Shell
      bar={
        <TopBar
          homeHref="/"
          homeLabel="agent-socket"
          menu={menu}
          place={<span className="px-2.5 font-semibold">Docs</span>}
          account={account}
        />
      }
    >
      <PageWithNav nav={nav}>{children}</PageWithNav>
    </Shell>
  );
}
