/** The keys of apps that have no web origin: made here, shown once, revoked here. */
"use client";
import { startTransition, useActionState } from "react";
import { type FormAction, idle } from "../../action-state.ts";
import type { Activation, RegistryState } from "../../registry/activation.ts";
import { ActivationNote } from "../../registry/activation-note.tsx";
import { Notice } from "../../ui/notice.tsx";
import { Panel } from "../../ui/panel.tsx";
import { AppKeysTable } from "./app-keys-table.tsx";
import { CreateAppKeyForm } from "./create-app-key-form.tsx";
import type { CreatedAppKey } from "./create-app-key.ts";
import type { AppKeySummary } from "./list-app-keys.ts";

type Props = {
  readonly appId: string;
  readonly mayChange: boolean;
  readonly registry: RegistryState;
  readonly keys: readonly AppKeySummary[];
  readonly create: FormAction<CreatedAppKey>;
  readonly revoke: FormAction<{ readonly activation: Activation }>;
};

export function AppKeysView({ appId, mayChange, registry, keys, create, revoke }: Props) {
  const [state, submit] = useActionState(revoke, idle);
  const send = (keyId: string) => {
    const form = new FormData();
    form.set("appId", appId);
    form.set("keyId", keyId);
    startTransition(() => submit(form));
  };
  return (
    <div className="grid grid-cols-1 gap-6">
      {mayChange && (
        <Panel>
          <CreateAppKeyForm appId={appId} registry={registry} create={create} />
        </Panel>
      )}
      <div className="grid gap-3">
        {state.status === "refused" && (
          <Notice tone="stop" role="alert">
            {state.message}
          </Notice>
        )}
        {state.status === "done" && (
          <ActivationNote
            what="The key is revoked."
            activation={state.value.activation}
            registry={registry}
          />
        )}
        <AppKeysTable keys={keys} mayChange={mayChange} revoke={send} />
      </div>
    </div>
  );
}
