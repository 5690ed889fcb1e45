/** The pages of one workspace. */
import { LayoutGrid, ScrollText, Settings, Users } from "lucide-react";
import { NavGroup } from "../../ui/nav-group.tsx";
import { NavLink } from "../../ui/nav-link.tsx";

type Props = { readonly workspaceId: string; readonly mayManage: boolean };

export function WorkspaceNav({ workspaceId, mayManage }: Props) {
  const path = `/workspaces/${workspaceId}`;
  return (
    <nav aria-label="Workspace" className="grid content-start gap-5">
      <NavGroup>
        <li>
          <NavLink href={path} icon={<LayoutGrid aria-hidden="true" />}>
            Apps
          </NavLink>
        </li>
      </NavGroup>
      <NavGroup title="Workspace">
        <li>
          <NavLink href={`${path}/members`} icon={<Users aria-hidden="true" />}>
            Members
          </NavLink>
        </li>
        {mayManage && (
          <li>
            <NavLink href={`${path}/audit`} icon={<ScrollText aria-hidden="true" />}>
              Audit log
            </NavLink>
          </li>
        )}
        <li>
          <NavLink href={`${path}/settings`} icon={<Settings aria-hidden="true" />}>
            Settings
          </NavLink>
        </li>
      </NavGroup>
    </nav>
  );
}
