/** What links that act may do in an app, and how long its sessions wait for it. */
"use client";
import { limits } from "@agent-socket/protocol";
import type { LinkCallPolicy } from "@agent-socket/protocol/control-plane";
import { useActionState } from "react";
import { type FormAction, idle } from "../../action-state.ts";
import type { Activation, RegistryState } from "../../registry/activation.ts";
import { ActivationNote } from "../../registry/activation-note.tsx";
import { HiddenFields } from "../../ui/action-button.tsx";
import { SelectField } from "../../ui/field.tsx";
import { formatDuration } from "../../ui/format.ts";
import { Notice } from "../../ui/notice.tsx";
import { SubmitButton } from "../../ui/submit-button.tsx";

type Props = {
  readonly appId: string;
  readonly linkCalls: LinkCallPolicy;
  readonly holdForMs: number;
  readonly mayChange: boolean;
  readonly registry: RegistryState;
  readonly change: FormAction<{ readonly activation: Activation }>;
};

const POLICIES: readonly { readonly value: LinkCallPolicy; readonly label: string }[] = [
  { value: "all", label: "All tools" },
  { value: "read-only", label: "Tools that only read" },
  { value: "off", label: "None: these chats can look, and not call" },
];
const HOUR_MS = 3_600_000;
const HOLDS: ReadonlyMap<number, string> = new Map([
  [5 * 60_000, "5 minutes"],
  [HOUR_MS, "1 hour"],
  [24 * HOUR_MS, "1 day"],
  [limits.REGISTERED_HOLD_MS, "7 days"],
]);

export function PolicyForm({ appId, linkCalls, holdForMs, mayChange, registry, change }: Props) {
  const [state, submit] = useActionState(change, idle);
  const holds = new Map([[holdForMs, formatDuration(holdForMs)], ...HOLDS]);
  return (
    <form action={submit} className="grid max-w-md gap-4">
      <HiddenFields fields={{ appId }} />
      {state.status === "refused" && (
        <Notice tone="stop" role="alert">
          {state.message}
        </Notice>
      )}
      <SelectField
        key={linkCalls}
        label="Calls by opening an address"
        name="linkCalls"
        disabled={!mayChange}
        defaultValue={linkCalls}
        choices={POLICIES}
        hint="Some chats cannot send requests; they call a tool by opening a link. Chats that send requests are not affected."
      />
      <SelectField
        key={holdForMs}
        label="Keep a session for an app that went away"
        name="holdForMs"
        disabled={!mayChange}
        defaultValue={String(holdForMs)}
        choices={[...holds].map(([value, label]) => ({ value: String(value), label }))}
        hint="A page that is opened again within this time carries on with the same links."
      />
      {mayChange && (
        <div>
          <SubmitButton busyLabel="Saving…">Save</SubmitButton>
        </div>
      )}
      {state.status === "done" && (
        <ActivationNote what="Saved." activation={state.value.activation} registry={registry} />
      )}
    </form>
  );
}
