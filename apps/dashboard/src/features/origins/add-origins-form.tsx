/** Adds origins, one or many pasted at once, and says what became of each. */
"use client";
import { useActionState } from "react";
import { type FormAction, idle } from "../../action-state.ts";
import type { RegistryState } from "../../registry/activation.ts";
import { ActivationNote } from "../../registry/activation-note.tsx";
import { HiddenFields } from "../../ui/action-button.tsx";
import { TextArea } from "../../ui/field.tsx";
import { plural } from "../../ui/format.ts";
import { Notice } from "../../ui/notice.tsx";
import { Panel } from "../../ui/panel.tsx";
import { SubmitButton } from "../../ui/submit-button.tsx";
import type { AddedOrigins } from "./add-origins.ts";

type Props = {
  readonly appId: string;
  readonly registry: RegistryState;
  readonly add: FormAction<AddedOrigins>;
};

const hint =
  "One per line, or pasted as they are. Also https://*.example.com for one level of subdomains, and http://localhost:* for development.";

export function AddOriginsForm({ appId, registry, add }: Props) {
  const [state, submit] = useActionState(add, idle);
  const refused = state.status === "refused" ? state : null;
  return (
    <Panel>
      <form action={submit} noValidate className="grid gap-4">
        <HiddenFields fields={{ appId }} />
        <TextArea
          label="Add origins"
          name="origins"
          rows={3}
          spellCheck={false}
          autoComplete="off"
          placeholder={"https://app.example.com\nhttp://localhost:*"}
          hint={hint}
          defaultValue={refused?.values["origins"] ?? ""}
          error={refused?.fields["origins"] ?? (refused ? refused.message : undefined)}
          className="min-h-20 font-mono"
        />
        <div>
          <SubmitButton busyLabel="Adding…">Add origins</SubmitButton>
        </div>
        {state.status === "done" && <Result result={state.value} registry={registry} />}
      </form>
    </Panel>
  );
}

type ResultProps = { readonly result: AddedOrigins; readonly registry: RegistryState };

function Result({ result, registry }: ResultProps) {
  const { added, alreadyAllowed, refused, activation } = result;
  return (
    <div className="grid gap-3">
      {activation && (
        <ActivationNote
          what={`${plural(added.length, "origin")} added.`}
          activation={activation}
          registry={registry}
        />
      )}
      {alreadyAllowed.length > 0 && (
        <Notice role="status" title="Already allowed">
          {alreadyAllowed.join(", ")}
        </Notice>
      )}
      {refused.length > 0 && (
        <Notice
          tone="stop"
          role="alert"
          title={`${plural(refused.length, "line")} could not be read as an origin`}
        >
          <ul className="grid gap-1">
            {refused.map(({ text, reason }) => (
              <li key={text}>
                <code className="font-mono text-sm text-ink">{text}</code>: {reason}
              </li>
            ))}
          </ul>
        </Notice>
      )}
    </div>
  );
}
