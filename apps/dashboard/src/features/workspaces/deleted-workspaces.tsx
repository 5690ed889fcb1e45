/** Workspaces that were deleted lately, each with the way back. */
"use client";
import { useActionState } from "react";
import { type FormAction, idle } from "../../action-state.ts";
import { DeletedList } from "../../ui/deleted-list.tsx";
import { plural } from "../../ui/format.ts";
import { Notice } from "../../ui/notice.tsx";
import type { DeletedWorkspace } from "./list-deleted-workspaces.ts";

type Props = { readonly workspaces: readonly DeletedWorkspace[]; readonly restore: FormAction };

export function DeletedWorkspaces({ workspaces, restore }: Props) {
  const [state, submit] = useActionState(restore, idle);
  return (
    <section id="deleted" className="grid gap-4">
      {state.status === "refused" && (
        <Notice tone="stop" role="alert">
          {state.message}
        </Notice>
      )}
      <DeletedList
        title="Deleted workspaces"
        description="Their apps are refused, and nobody reaches them. You can still take it back."
        entries={workspaces.map((workspace) => ({
          ...workspace,
          size: `${plural(workspace.apps, "app")}.`,
          unconfirmed:
            workspace.unconfirmed === 0
              ? null
              : `The relay has not confirmed ${plural(workspace.unconfirmed, "app")} yet`,
        }))}
        restore={{ submit, field: "workspaceId" }}
      />
    </section>
  );
}
