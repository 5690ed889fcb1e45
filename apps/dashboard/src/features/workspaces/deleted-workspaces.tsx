/** Workspaces that were deleted lately, each with the way back. */
"use client";
import { useActionState } from "react";
import { type FormAction, idle } from "../../action-state.ts";
import { HiddenFields } from "../../ui/action-button.tsx";
import { plural } from "../../ui/format.ts";
import { Notice } from "../../ui/notice.tsx";
import { Panel } from "../../ui/panel.tsx";
import { Status } from "../../ui/status.tsx";
import { SubmitButton } from "../../ui/submit-button.tsx";
import { RelativeTime } from "../../ui/time.tsx";
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
      <Panel
        flush
        title="Deleted workspaces"
        description="Their apps are refused, and nobody reaches them. You can still take it back."
      >
        <ul className="divide-y divide-line">
          {workspaces.map((workspace) => (
            <li
              key={workspace.id}
              className="flex flex-wrap items-center gap-x-6 gap-y-3 px-5 py-3.5 max-sm:px-4"
            >
              <div className="grid min-w-0 flex-1 basis-56 gap-0.5">
                <span className="font-medium wrap-anywhere">{workspace.name}</span>
                <span className="text-sm text-ink-3">
                  {plural(workspace.apps, "app")}. Deleted <RelativeTime atMs={workspace.deletedAtMs} />, gone
                  for good <RelativeTime atMs={workspace.goneAtMs} />
                </span>
              </div>
              <Status tone={workspace.unconfirmed === 0 ? "stop" : "wait"}>
                {workspace.unconfirmed === 0
                  ? "Refused at the relay"
                  : `The relay has not confirmed ${plural(workspace.unconfirmed, "app")} yet`}
              </Status>
              <form action={submit}>
                <HiddenFields fields={{ workspaceId: workspace.id }} />
                <SubmitButton
                  tone="secondary"
                  size="small"
                  busyLabel="Restoring…"
                  aria-label={`Restore ${workspace.name}`}
                >
                  Restore
                </SubmitButton>
              </form>
            </li>
          ))}
        </ul>
      </Panel>
    </section>
  );
}
