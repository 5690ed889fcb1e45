/** Apps that were deleted lately, each with the way back. */
"use client";
import { useActionState } from "react";
import { type FormAction, idle } from "../../action-state.ts";
import type { Activation } from "../../registry/activation.ts";
import { ActivationNote } from "../../registry/activation-note.tsx";
import { HiddenFields } from "../../ui/action-button.tsx";
import { Notice } from "../../ui/notice.tsx";
import { Panel } from "../../ui/panel.tsx";
import { Status } from "../../ui/status.tsx";
import { SubmitButton } from "../../ui/submit-button.tsx";
import { RelativeTime } from "../../ui/time.tsx";
import type { DeletedApp } from "./list-deleted-apps.ts";

type Restored = { readonly name: string; readonly activation: Activation };
type Props = {
  readonly apps: readonly DeletedApp[];
  readonly mayRestore: boolean;
  readonly restore: FormAction<Restored>;
};

/** Stays on the page after the last one was restored, to say so. */
export function DeletedApps({ apps, mayRestore, restore }: Props) {
  const [state, submit] = useActionState(restore, idle);
  if (apps.length === 0 && state.status === "idle") return null;
  return (
    <section id="deleted" className="mt-8 grid gap-4">
      {state.status === "done" && (
        <ActivationNote what={`${state.value.name} is restored.`} activation={state.value.activation} />
      )}
      {state.status === "refused" && (
        <Notice tone="stop" role="alert">
          {state.message}
        </Notice>
      )}
      {apps.length > 0 && (
        <Panel
          flush
          title="Recently deleted"
          description="The relay refuses them. You can still take it back."
        >
          <ul className="divide-y divide-line">
            {apps.map((app) => (
              <li
                key={app.id}
                className="flex flex-wrap items-center gap-x-6 gap-y-3 px-5 py-3.5 max-sm:px-4"
              >
                <div className="grid min-w-0 flex-1 basis-56 gap-0.5">
                  <span className="font-medium wrap-anywhere">{app.name}</span>
                  <span className="text-sm text-ink-3">
                    Deleted <RelativeTime atMs={app.deletedAtMs} />, gone for good{" "}
                    <RelativeTime atMs={app.goneAtMs} />
                  </span>
                </div>
                <Status tone={app.isRefused ? "stop" : "wait"}>
                  {app.isRefused ? "Refused at the relay" : "The relay has not confirmed yet"}
                </Status>
                {mayRestore && (
                  <form action={submit}>
                    <HiddenFields fields={{ appId: app.id }} />
                    <SubmitButton
                      tone="secondary"
                      size="small"
                      busyLabel="Restoring…"
                      aria-label={`Restore ${app.name}`}
                    >
                      Restore
                    </SubmitButton>
                  </form>
                )}
              </li>
            ))}
          </ul>
        </Panel>
      )}
    </section>
  );
}
