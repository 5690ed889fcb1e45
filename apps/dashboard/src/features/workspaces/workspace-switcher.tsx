/** Which workspace this is, and the way to another one. */
import { Plus } from "lucide-react";
import { Switcher } from "../../ui/switcher.tsx";

type Workspace = { readonly id: string; readonly name: string };
type Props = { readonly current: Workspace; readonly workspaces: readonly Workspace[] };

export function WorkspaceSwitcher({ current, workspaces }: Props) {
  const more = [{ href: "/workspaces/new", name: "New workspace", icon: <Plus aria-hidden="true" /> }];
  return (
    <Switcher noun="Workspace" current={placeOf(current)} places={workspaces.map(placeOf)} more={more} />
  );
}

const placeOf = ({ id, name }: Workspace) => ({ href: `/workspaces/${id}`, name });
