/** Which app this is, and the way to another one. */
"use client";
import { Check, ChevronsUpDown, LayoutGrid, Plus } from "lucide-react";
import { buttonClass } from "../../ui/button.tsx";
import { Menu, MenuLabel, MenuLink, MenuSeparator } from "../../ui/menu.tsx";

type App = { readonly id: string; readonly name: string };
type Props = { readonly current: App; readonly apps: readonly App[]; readonly workspaceId: string };

/** Shows the apps of one workspace. */
export function AppSwitcher({ current, apps, workspaceId }: Props) {
  return (
    <Menu
      align="start"
      trigger={
        <button
          type="button"
          aria-label={`App: ${current.name}. Switch app`}
          className={buttonClass({ tone: "quiet", size: "small" }, "min-w-0 shrink! text-ink!")}
        >
          <span className="truncate text-base font-semibold">{current.name}</span>
          <ChevronsUpDown aria-hidden="true" className="text-ink-3" />
        </button>
      }
    >
      <MenuLabel>Apps</MenuLabel>
      {apps.map((app) => (
        <MenuLink key={app.id} href={`/apps/${app.id}`}>
          <span className="max-w-60 flex-1 truncate">{app.name}</span>
          {app.id === current.id && <Check aria-label="current" />}
        </MenuLink>
      ))}
      <MenuSeparator />
      <MenuLink href={`/workspaces/${workspaceId}`}>
        <LayoutGrid aria-hidden="true" />
        All apps
      </MenuLink>
      <MenuLink href={`/workspaces/${workspaceId}/new-app`}>
        <Plus aria-hidden="true" />
        New app
      </MenuLink>
    </Menu>
  );
}
