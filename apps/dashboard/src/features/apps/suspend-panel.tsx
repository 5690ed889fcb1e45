/** The switch that turns a whole app off, and on again; and whether the relay works by it yet. */
"use client";
import { startTransition, useActionState } from "react";
import { type ActionState, type FormAction, idle } from "../../action-state.ts";
import type { Activation, RegistryState } from "../../registry/activation.ts";
import { ActivationNote } from "../../registry/activation-note.tsx";
import { ConfirmButton } from "../../ui/confirm-button.tsx";
import { Notice } from "../../ui/notice.tsx";
import { Status } from "../../ui/status.tsx";

type Changed = { readonly activation: Activation };
type Props = {
  readonly appId: string;
  readonly name: string;
  readonly isSuspended: boolean;
  readonly mayChange: boolean;
  readonly registry: RegistryState;
  readonly setSuspended: FormAction<Changed>;
};

export function SuspendPanel({ appId, name, isSuspended, mayChange, registry, setSuspended }: Props) {
  const [state, submit, pending] = useActionState<ActionState<Changed>, FormData>(setSuspended, idle);
  const send = () => {
    const form = new FormData();
    form.set("appId", appId);
    form.set("suspended", isSuspended ? "no" : "yes");
    startTransition(() => submit(form));
  };
  const words = isSuspended ? turnOn(name) : turnOff(name);
  return (
    <div className="grid gap-4">
      <div className="flex flex-wrap items-center gap-x-6 gap-y-3">
        <Status tone={isSuspended ? "stop" : "live"}>{isSuspended ? "Suspended" : "Active"}</Status>
        {mayChange && (
          <ConfirmButton {...words} onConfirm={send} busy={pending}>
            {words.confirm}
          </ConfirmButton>
        )}
      </div>
      {state.status === "refused" && (
        <Notice tone="stop" role="alert">
          {state.message}
        </Notice>
      )}
      {state.status === "done" && (
        <ActivationNote
          what={isSuspended ? "The app is suspended." : "The app may connect."}
          activation={state.value.activation}
          registry={registry}
        />
      )}
    </div>
  );
}

const turnOff = (name: string) => ({
  label: `Suspend app ${name}`,
  title: `Suspend ${name}?`,
  description:
    "Everybody who has it open is disconnected, and nobody can connect. Calls are refused. Links are kept: they work again when you resume the app.",
  confirm: "Suspend app",
});

const turnOn = (name: string) => ({
  label: `Resume app ${name}`,
  title: `Resume ${name}?`,
  description: "It may connect again, and its links work again once it is open somewhere.",
  confirm: "Resume app",
});
