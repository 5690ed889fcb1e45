/** One session, and the button that ends it. */
"use client";
import { startTransition, useActionState } from "react";
import { useFocusWhen } from "../../ui/use-focus-when.ts";
import { type ActionState, type FormAction, idle } from "../../action-state.ts";
import { ConfirmButton } from "../../ui/confirm-button.tsx";
import { formatCount, formatDuration, plural } from "../../ui/format.ts";
import { Status, type Tone } from "../../ui/status.tsx";
import { Cell, Row, RowHeader } from "../../ui/table.tsx";
import { RelativeTime } from "../../ui/time.tsx";
import type { EndedSession } from "./end-session.ts";
import type { SessionSummary } from "./list-sessions.ts";
import { SessionTools } from "./session-tools.tsx";

type Props = {
  readonly appId: string;
  readonly session: SessionSummary;
  readonly mayChange: boolean;
  readonly end: FormAction<EndedSession>;
};

export function SessionRow({ appId, session, mayChange, end }: Props) {
  const [state, submit, pending] = useActionState<ActionState<EndedSession>, FormData>(end, idle);
  const send = () => {
    const form = new FormData();
    form.set("appId", appId);
    form.set("sessionId", session.id);
    startTransition(() => submit(form));
  };
  // The button that was pressed is gone then.
  const header = useFocusWhen<HTMLTableCellElement>(state.status === "done");
  const status = <SessionStatus session={session} state={state} pending={pending} />;
  const endable = mayChange && session.state !== "ended" && state.status !== "done";
  return (
    <Row>
      <RowHeader ref={header} tabIndex={-1}>
        <div className="flex flex-wrap items-baseline gap-x-3 md:grid">
          <span className="font-mono text-sm font-medium">{session.id}</span>
          <span className="text-sm text-ink-3">{session.sdk ?? "SDK unknown"}</span>
        </div>
        <div className="mt-1 grid gap-0.5 md:hidden">
          {status}
          <span className="text-sm break-all text-ink-3">{session.origin ?? "No web origin"}</span>
        </div>
        <div className="flex flex-wrap items-baseline gap-x-3 lg:hidden">
          <span className="text-sm text-ink-3 md:hidden">{plural(session.activeLinks, "active link")}</span>
          <SessionTools session={session} />
        </div>
      </RowHeader>
      <Cell className="max-md:hidden">{status}</Cell>
      <Cell className="font-mono text-sm text-ink-2 max-md:hidden">
        {session.origin ?? <span className="font-sans text-ink-3">No web origin</span>}
      </Cell>
      <Cell className="max-lg:hidden">
        <SessionTools session={session} />
      </Cell>
      <Cell numeric className="max-md:hidden">
        {formatCount(session.activeLinks)}
      </Cell>
      <Cell className="pl-8 text-ink-2 max-lg:hidden">
        <RelativeTime atMs={session.startedAtMs} />
      </Cell>
      <Cell className="text-ink-2 max-xl:hidden">
        <RelativeTime atMs={session.lastSeenAtMs} />
      </Cell>
      <Cell className="text-right max-md:align-top">
        {endable && (
          <ConfirmButton
            label={`End session ${session.id}`}
            title={`End session ${session.id}?`}
            description={`Your app is disconnected, and ${plural(session.activeLinks, "active link")} of this session will be refused from then on. It cannot be undone; the app can connect again as a new session.`}
            confirm="End session"
            onConfirm={send}
            busy={pending}
          >
            End
          </ConfirmButton>
        )}
      </Cell>
    </Row>
  );
}

const states: Record<SessionSummary["state"], { readonly tone: Tone; readonly word: string }> = {
  online: { tone: "live", word: "Connected" },
  away: { tone: "wait", word: "Away" },
  ended: { tone: "over", word: "Ended" },
};
const reasons = { app: "by the app", developer: "in the dashboard", expired: "away for too long" };

type StatusProps = {
  readonly session: SessionSummary;
  readonly state: ActionState<EndedSession>;
  readonly pending: boolean;
};

function SessionStatus({ session, state, pending }: StatusProps) {
  const { tone, word, detail } = shown(session, state, pending);
  return (
    <div role="status" className="grid gap-0.5">
      <Status tone={tone}>{word}</Status>
      {detail && <span className="max-w-56 pl-4.5 text-sm text-ink-3">{detail}</span>}
    </div>
  );
}

function shown(session: SessionSummary, state: ActionState<EndedSession>, pending: boolean) {
  const known = states[session.state];
  if (pending) return { tone: "wait" as const, word: "Ending…", detail: "Telling the relay." };
  if (state.status === "refused") return { ...known, detail: state.message };
  if (state.status === "done")
    return {
      ...states.ended,
      detail: `Confirmed by the relay after ${formatDuration(state.value.afterMs)}`,
    };
  if (session.state === "away") return { ...known, detail: "Its links wait for it" };
  return { ...known, detail: session.endReason ? reasons[session.endReason] : null };
}
