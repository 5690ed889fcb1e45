/** Where an app may connect from, and where it was refused: with one form for each change, and what became of it. */
"use client";
import { useActionState } from "react";
import { type FormAction, idle } from "../../action-state.ts";
import type { Activation, RegistryState } from "../../registry/activation.ts";
import { ActivationNote } from "../../registry/activation-note.tsx";
import { Notice } from "../../ui/notice.tsx";
import { AddOriginsForm } from "./add-origins-form.tsx";
import type { AddedOrigins } from "./add-origins.ts";
import { AllowedOrigins } from "./allowed-origins.tsx";
import type { AllowedOrigin, RefusedOrigin } from "./list-origins.ts";
import { RefusedOrigins } from "./refused-origins.tsx";

type Changed = { readonly activation: Activation };
type Props = {
  readonly appId: string;
  readonly mayChange: boolean;
  readonly registry: RegistryState;
  readonly allowed: readonly AllowedOrigin[];
  readonly refused: readonly RefusedOrigin[];
  readonly add: FormAction<AddedOrigins>;
  readonly remove: FormAction<Changed>;
  readonly allow: FormAction<Changed>;
};

export function OriginsView({ appId, mayChange, registry, allowed, refused, add, remove, allow }: Props) {
  const [removed, submitRemove] = useActionState(remove, idle);
  const [allowedNow, submitAllow, allowing] = useActionState(allow, idle);
  return (
    <div className="grid grid-cols-1 gap-6">
      {mayChange && <AddOriginsForm appId={appId} registry={registry} add={add} />}
      <div className="grid gap-3">
        <Outcome state={removed} what="The origin was removed." registry={registry} />
        <AllowedOrigins appId={appId} mayChange={mayChange} origins={allowed} remove={submitRemove} />
      </div>
      <div className="grid gap-3">
        <Outcome state={allowedNow} what="The origin is allowed." registry={registry} />
        <RefusedOrigins
          appId={appId}
          mayChange={mayChange}
          origins={refused}
          allow={submitAllow}
          busy={allowing}
        />
      </div>
    </div>
  );
}

type OutcomeProps = {
  readonly state: Awaited<ReturnType<FormAction<Changed>>>;
  readonly what: string;
  readonly registry: RegistryState;
};

function Outcome({ state, what, registry }: OutcomeProps) {
  if (state.status === "refused")
    return (
      <Notice tone="stop" role="alert">
        {state.message}
      </Notice>
    );
  if (state.status === "idle") return null;
  return <ActivationNote what={what} activation={state.value.activation} registry={registry} />;
}
