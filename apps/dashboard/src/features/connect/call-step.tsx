/** Step 3: the first call of a tool arrives in the app. */
import { Play } from "lucide-react";
import { ButtonLink } from "../../ui/button.tsx";
import { Facts } from "../../ui/facts.tsx";
import { formatDuration } from "../../ui/format.ts";
import { Step } from "../../ui/steps.tsx";
import { RelativeTime } from "../../ui/time.tsx";
import type { ConnectProgress } from "./get-connect-progress.ts";

type Props = Pick<ConnectProgress, "app" | "link" | "call"> & {
  readonly appId: string;
  readonly mayChange: boolean;
};

export function CallStep({ appId, app, link, call, mayChange }: Props) {
  const done = call?.outcome === "ok";
  return (
    <Step
      number={3}
      title="The AI makes its first call"
      state={done ? "done" : call || link?.openedAtMs ? "waiting" : "ahead"}
      status={call ? <FirstCall call={call} /> : "The first call of one of your tools shows up here."}
    >
      {app?.state === "online" && mayChange && (
        <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
          <ButtonLink href={`/apps/${appId}/playground`} size="small">
            <Play aria-hidden="true" />
            Call it from the playground
          </ButtonLink>
          <p className="text-sm text-ink-3">No AI at hand? Send the first call yourself.</p>
        </div>
      )}
    </Step>
  );
}

function FirstCall({ call }: { readonly call: NonNullable<ConnectProgress["call"]> }) {
  const ok = call.outcome === "ok";
  return (
    <>
      <Facts>
        <>
          <code className="font-mono text-sm font-medium text-ink">{call.tool}</code>{" "}
          {ok ? "answered" : `ended with ${call.outcome}`} in {formatDuration(call.durationMs)}
        </>
        {call.client && `called by ${call.client}`}
        <RelativeTime atMs={call.startedAtMs} />
      </Facts>
      {!ok && <span className="basis-full">The call reached the relay. Waiting for one that succeeds…</span>}
    </>
  );
}
