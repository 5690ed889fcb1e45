/** Which app this is, and the way to another one of its workspace. */
import { LayoutGrid, Plus } from "lucide-react";
import { Switcher } from "../../ui/switcher.tsx";

type App = { readonly id: string; readonly name: string };
type Props = { readonly current: App; readonly apps: readonly App[]; readonly workspaceId: string };

export function AppSwitcher({ current, apps, workspaceId }: Props) {
  const workspace = `/workspaces/${workspaceId}`;
  return (
    <Switcher
      noun="App"
      current={placeOf(current)}
      places={apps.map(placeOf)}
      more={[
        { href: workspace, name: "All apps", icon: <LayoutGrid aria-hidden="true" /> },
        { href: `${workspace}/new-app`, name: "New app", icon: <Plus aria-hidden="true" /> },
      ]}
    />
  );
}

const placeOf = ({ id, name }: App) => ({ href: `/apps/${id}`, name });
