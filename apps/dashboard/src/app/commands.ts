/** Where the palette leads: the pages around, the apps, the workspaces, the documents. */
import { docGroups } from "../features/docs/doc-library.ts";
import type { CommandGroup } from "../ui/command-menu.tsx";

type Named = { readonly id: string; readonly name: string };

const APP_PAGES = [
  ["", "Overview"],
  ["/connect", "Connect"],
  ["/playground", "Playground"],
  ["/links", "Links"],
  ["/sessions", "Sessions"],
  ["/calls", "Calls"],
  ["/usage", "Usage"],
  ["/origins", "Origins"],
  ["/keys", "App keys"],
  ["/settings", "Settings"],
] as const;

export const appCommands = (app: Named, mayChange: boolean): CommandGroup => ({
  title: app.name,
  commands: APP_PAGES.filter(([path]) => mayChange || path !== "/playground").map(([path, label]) => ({
    label,
    href: `/apps/${app.id}${path}`,
  })),
});

/** Other apps of the same workspace, and a new one. */
export const switchCommands = (apps: readonly Named[], workspaceId: string): CommandGroup => ({
  title: "Apps",
  commands: [
    ...apps.map(({ id, name }) => ({ label: name, href: `/apps/${id}` })),
    { label: "All apps", href: `/workspaces/${workspaceId}` },
    { label: "New app", href: `/workspaces/${workspaceId}/new-app` },
  ],
});

export const workspaceCommands = (workspace: Named, mayManage: boolean): CommandGroup => {
  const path = `/workspaces/${workspace.id}`;
  return {
    title: workspace.name,
    commands: [
      { label: "Apps", href: path },
      { label: "Members", href: `${path}/members` },
      ...(mayManage ? [{ label: "Audit log", href: `${path}/audit` }] : []),
      { label: "Workspace settings", href: `${path}/settings` },
      { label: "New app", href: `${path}/new-app` },
    ],
  };
};

export const otherWorkspaces = (workspaces: readonly Named[]): CommandGroup => ({
  title: "Workspaces",
  commands: [
    ...workspaces.map(({ id, name }) => ({ label: name, href: `/workspaces/${id}` })),
    { label: "New workspace", href: "/workspaces/new" },
  ],
});

/** What is there whatever page is open. */
export const everywhereCommands = (): readonly CommandGroup[] => [
  { title: "You", commands: [{ label: "Account", href: "/account" }] },
  {
    title: "Docs",
    commands: docGroups().flatMap(({ docs }) => docs.map(({ title, href }) => ({ label: title, href }))),
  },
];
