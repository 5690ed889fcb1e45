/** Step 3: the first call of a tool arrives in the app. */
import { formatDuration } from "../../ui/format.ts";
import { Step } from "../../ui/steps.tsx";
import { RelativeTime } from "../../ui/time.tsx";
import type { ConnectProgress } from "./get-connect-progress.ts";

type Props = Pick<ConnectProgress, "link" | "call">;

export function CallStep({ link, call }: Props) {
  const done = call?.outcome === "ok";
  return (
    <Step
      number={3}
      title="The AI makes its first call"
      state={done ? "done" : call || link?.openedAtMs ? "waiting" : "ahead"}
      status={call ? <FirstCall call={call} /> : "The first call of one of your tools shows up here."}
    />
  );
}

function FirstCall({ call }: { readonly call: NonNullable<ConnectProgress["call"]> }) {
  const ok = call.outcome === "ok";
  return (
    <>
      <span className="font-medium text-ink">
        <code className="font-mono text-sm">{call.tool}</code>{" "}
        {ok ? "answered" : `ended with ${call.outcome}`}
      </span>
      <span>in {formatDuration(call.durationMs)}</span>
      {call.client && <span>· called by {call.client}</span>}
      <span>
        · <RelativeTime atMs={call.startedAtMs} />
      </span>
      {!ok && <span className="basis-full">The call reached the relay. Waiting for one that succeeds…</span>}
    </>
  );
}
