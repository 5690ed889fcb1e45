/** The frame of a workspace's pages: which workspace, its navigation, and whether the reader's address is verified. */
import type { Metadata } from "next";
import type { ReactNode } from "react";
import { AccountMenu } from "../../../features/auth/account-menu.tsx";
import { signOutAction } from "../../../features/auth/actions.ts";
import { listWorkspaces } from "../../../features/workspaces/list-workspaces.ts";
import { WorkspaceNav } from "../../../features/workspaces/workspace-nav.tsx";
import { WorkspaceSwitcher } from "../../../features/workspaces/workspace-switcher.tsx";
import { CommandMenu } from "../../../ui/command-menu.tsx";
import { Drawer } from "../../../ui/drawer.tsx";
import { PageWithNav, Shell } from "../../../ui/shell.tsx";
import { TopBar } from "../../../ui/top-bar.tsx";
import { everywhereCommands, otherWorkspaces, workspaceCommands } from "../../commands.ts";
import { VerifyBanner } from "../../verify-banner.tsx";
import { loadWorkspace, type WorkspaceParams } from "./load-workspace.ts";

type Props = { readonly params: WorkspaceParams; readonly children: ReactNode };

export async function generateMetadata({ params }: { readonly params: WorkspaceParams }): Promise<Metadata> {
  // Whatever is wrong with the workspace, the layout below says so.
  const found = await loadWorkspace((await params).workspaceId).catch(() => null);
  if (found === null) return { title: "Not found" };
  const { name } = found.workspace;
  return { title: { default: name, template: `%s · ${name} · agent-socket` } };
}

export default async function WorkspaceLayout({ params, children }: Props) {
  const { ctx, workspace } = await loadWorkspace((await params).workspaceId);
  const workspaces = await listWorkspaces({ ctx });
  const nav = <WorkspaceNav workspaceId={workspace.id} mayManage={workspace.mayManage} />;
  const bar = (
    <TopBar
      homeHref="/apps"
      homeLabel="All apps"
      menu={
        <Drawer title={workspace.name} openLabel="Open menu">
          {nav}
        </Drawer>
      }
      place={<WorkspaceSwitcher current={workspace} workspaces={workspaces} />}
      account={
        <>
          <CommandMenu
            groups={[
              workspaceCommands(workspace, workspace.mayManage),
              otherWorkspaces(workspaces),
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
        <VerifyBanner user={ctx.user} />
        {children}
      </PageWithNav>
    </Shell>
  );
}
