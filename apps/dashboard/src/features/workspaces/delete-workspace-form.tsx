/** Deletes a workspace for the owner who types its name. */
import type { FormAction } from "../../action-state.ts";
import { RESTORABLE_DAYS } from "../../restorable-days.ts";
import { DeleteByNameForm } from "../../ui/delete-by-name-form.tsx";
import type { WorkspaceImpact } from "./get-workspace-impact.ts";

type Props = {
  readonly workspaceId: string;
  readonly name: string;
  readonly impact: WorkspaceImpact;
  readonly remove: FormAction;
};

export function DeleteWorkspaceForm({ workspaceId, name, impact, remove }: Props) {
  return (
    <DeleteByNameForm
      name={name}
      fields={{ workspaceId }}
      impact={[
        { label: "apps stop", value: impact.apps },
        { label: "open sessions are cut off", value: impact.liveSessions },
        { label: "working links stop", value: impact.activeLinks },
        { label: "other members lose access", value: impact.otherMembers },
      ]}
      hint={`An owner can restore it from their account page for ${RESTORABLE_DAYS} days, with its apps and its people. After that it is gone for good.`}
      submit="Delete workspace"
      remove={remove}
    />
  );
}
