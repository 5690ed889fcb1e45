/** Chooses a session and what the playground's link may do, and opens it. */
"use client";
import { useActionState } from "react";
import { type FormAction, idle } from "../../action-state.ts";
import { SelectField } from "../../ui/field.tsx";
import { plural } from "../../ui/format.ts";
import { Notice } from "../../ui/notice.tsx";
import { Panel } from "../../ui/panel.tsx";
import { SubmitButton } from "../../ui/submit-button.tsx";
import type { ConnectedSession } from "./connected-sessions.ts";

type Props = {
  readonly appId: string;
  readonly sessions: readonly ConnectedSession[];
  readonly ended: string | null;
  readonly open: FormAction;
};

const labelOf = ({ id, origin, toolCount }: ConnectedSession): string =>
  `${origin ?? "without a web origin"} · ${plural(toolCount, "tool")} · ${id}`;

const SCOPES = [
  { value: "all", label: "Everything: all of its tools" },
  { value: "read", label: "Read only: tools that change nothing" },
];

export function OpenPanel({ appId, sessions, ended, open }: Props) {
  const [state, submit] = useActionState(open, idle);
  return (
    <div className="grid grid-cols-1 gap-6">
      {ended && (
        <Notice tone="wait" title="The playground's link works no more">
          {ended}
        </Notice>
      )}
      <Panel
        title="Choose a connected session"
        description="The relay makes a link for it that ends after 15 minutes. You see it among the app's links, and so does the app."
      >
        <form action={submit} className="grid gap-5">
          <input type="hidden" name="appId" value={appId} />
          <div className="grid grid-cols-1 gap-5 sm:grid-cols-2">
            <SelectField
              label="Session"
              name="sessionId"
              choices={sessions.map((session) => ({ value: session.id, label: labelOf(session) }))}
            />
            <SelectField label="What it may do" name="scope" choices={SCOPES} />
          </div>
          {state.status === "refused" && (
            <Notice tone="stop" role="alert">
              {state.message}
            </Notice>
          )}
          <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
            <SubmitButton busyLabel="Making a link…">Open the playground</SubmitButton>
            <p className="text-sm text-ink-3">Calls are real: your app runs them, and they count.</p>
          </div>
        </form>
      </Panel>
    </div>
  );
}
