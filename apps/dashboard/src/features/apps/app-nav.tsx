/** The pages of one app. */
import {
  Activity,
  AppWindow,
  Cable,
  ChartColumn,
  Globe,
  KeyRound,
  LayoutDashboard,
  Link2,
  Play,
  Settings,
} from "lucide-react";
import { NavGroup } from "../../ui/nav-group.tsx";
import { NavLink } from "../../ui/nav-link.tsx";

/** It makes links and calls: not for who may only look. */
const PLAYGROUND = "/playground";

const groups = [
  {
    pages: [
      { path: "", name: "Overview", icon: <LayoutDashboard aria-hidden="true" /> },
      { path: "/connect", name: "Connect", icon: <Cable aria-hidden="true" /> },
      { path: PLAYGROUND, name: "Playground", icon: <Play aria-hidden="true" /> },
    ],
  },
  {
    title: "Traffic",
    pages: [
      { path: "/links", name: "Links", icon: <Link2 aria-hidden="true" /> },
      { path: "/sessions", name: "Sessions", icon: <AppWindow aria-hidden="true" /> },
      { path: "/calls", name: "Calls", icon: <Activity aria-hidden="true" /> },
      { path: "/usage", name: "Usage", icon: <ChartColumn aria-hidden="true" /> },
    ],
  },
  {
    title: "Access",
    pages: [
      { path: "/origins", name: "Origins", icon: <Globe aria-hidden="true" /> },
      { path: "/keys", name: "App keys", icon: <KeyRound aria-hidden="true" /> },
    ],
  },
  { title: "App", pages: [{ path: "/settings", name: "Settings", icon: <Settings aria-hidden="true" /> }] },
];

type Props = { readonly appId: string; readonly mayChange: boolean };

export function AppNav({ appId, mayChange }: Props) {
  return (
    <nav aria-label="App" className="grid content-start gap-5">
      {groups.map((group, index) => (
        <NavGroup key={index} {...(group.title !== undefined && { title: group.title })}>
          {group.pages
            .filter(({ path }) => mayChange || path !== PLAYGROUND)
            .map((page) => (
              <li key={page.name}>
                <NavLink href={`/apps/${appId}${page.path}`} icon={page.icon}>
                  {page.name}
                </NavLink>
              </li>
            ))}
        </NavGroup>
      ))}
    </nav>
  );
}
