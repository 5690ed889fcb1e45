/** Which workspace this is, and the way to another one. */
"use client";
import { Check, ChevronsUpDown, Plus } from "lucide-react";
import { buttonClass } from "../../ui/button.tsx";
import { Menu, MenuLabel, MenuLink, MenuSeparator } from "../../ui/menu.tsx";

type Workspace = { readonly id: string; readonly name: string };
type Props = { readonly current: Workspace; readonly workspaces: readonly Workspace[] };

export function WorkspaceSwitcher({ current, workspaces }: Props) {
  return (
    <Menu
      align="start"
      trigger={
        <button
          type="button"
          aria-label={`Workspace: ${current.name}. Switch workspace`}
          className={buttonClass({ tone: "quiet", size: "small" }, "min-w-0 shrink! text-ink!")}
        >
          <span className="truncate text-base font-semibold">{current.name}</span>
          <ChevronsUpDown aria-hidden="true" className="text-ink-3" />
        </button>
      }
    >
      <MenuLabel>Workspaces</MenuLabel>
      {workspaces.map((workspace) => (
        <MenuLink key={workspace.id} href={`/workspaces/${workspace.id}`}>
          <span className="max-w-60 flex-1 truncate">{workspace.name}</span>
          {workspace.id === current.id && <Check aria-label="current" />}
        </MenuLink>
      ))}
      <MenuSeparator />
      <MenuLink href="/workspaces/new">
        <Plus aria-hidden="true" />
        New workspace
      </MenuLink>
    </Menu>
  );
}
