/** The frame of an app's pages: which app, its navigation, and whether the relay has its latest settings. */
import type { Metadata } from "next";
import type { ReactNode } from "react";
import { AppNav } from "../../../features/apps/app-nav.tsx";
import { AppSwitcher } from "../../../features/apps/app-switcher.tsx";
import { listApps } from "../../../features/apps/list-apps.ts";
import { AccountMenu } from "../../../features/auth/account-menu.tsx";
import { signOutAction } from "../../../features/auth/actions.ts";
import { RelayOutage } from "../../../features/health/relay-outage.tsx";
import { isRelayKnownDown } from "../../../features/health/relay-watch.ts";
import { RegistryNotice } from "../../../registry/activation-note.tsx";
import { CommandMenu } from "../../../ui/command-menu.tsx";
import { Drawer } from "../../../ui/drawer.tsx";
import { PageWithNav, Shell } from "../../../ui/shell.tsx";
import { TopBar } from "../../../ui/top-bar.tsx";
import { appCommands, everywhereCommands, switchCommands } from "../../commands.ts";
import { type AppParams, loadApp } from "./load-app.ts";

type Props = { readonly params: AppParams; readonly children: ReactNode };

export async function generateMetadata({ params }: { readonly params: AppParams }): Promise<Metadata> {
  // Whatever is wrong with the app, the layout below says so.
  const found = await loadApp((await params).appId).catch(() => null);
  if (found === null) return { title: "Not found" };
  return { title: { default: found.app.name, template: `%s · ${found.app.name} · agent-socket` } };
}

export default async function AppLayout({ params, children }: Props) {
  const { ctx, app } = await loadApp((await params).appId);
  const { workspaceId } = app;
  const apps = await listApps({ ctx, input: { workspaceId } });
  const nav = <AppNav appId={app.id} mayChange={app.mayChange} />;
  const bar = (
    <TopBar
      homeHref={`/workspaces/${workspaceId}`}
      homeLabel="All apps"
      menu={
        <Drawer title={app.name} openLabel="Open menu">
          {nav}
        </Drawer>
      }
      place={
        <AppSwitcher
          current={app}
          apps={apps.map(({ id, name }) => ({ id, name }))}
          workspaceId={workspaceId}
        />
      }
      account={
        <>
          <CommandMenu
            groups={[
              appCommands(app, app.mayChange),
              switchCommands(apps, workspaceId),
              ...everywhereCommands(),
            ]}
          />
          <AccountMenu email={ctx.user.email} signOut={signOutAction} />
        </>
      }
    />
  );
  return (
    <Shell bar={bar}>
      <PageWithNav nav={nav}>
        <RelayOutage knownDown={isRelayKnownDown()} />
        <RegistryNotice registry={app.registry} />
        {children}
      </PageWithNav>
    </Shell>
  );
}
