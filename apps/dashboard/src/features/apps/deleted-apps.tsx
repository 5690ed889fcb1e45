/** Apps that were deleted lately, each with the way back. */
"use client";
import { useActionState } from "react";
import { type FormAction, idle } from "../../action-state.ts";
import type { Activation } from "../../registry/activation.ts";
import { ActivationNote } from "../../registry/activation-note.tsx";
import { DeletedList } from "../../ui/deleted-list.tsx";
import { Notice } from "../../ui/notice.tsx";
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
        <DeletedList
          title="Recently deleted"
          description="The relay refuses them. You can still take it back."
          entries={apps.map((app) => ({
            ...app,
            unconfirmed: app.isRefused ? null : "The relay has not confirmed yet",
          }))}
          restore={mayRestore ? { submit, field: "appId" } : null}
        />
      )}
    </section>
  );
}
