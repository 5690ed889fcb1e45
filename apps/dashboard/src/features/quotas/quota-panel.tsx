/** What the app may use, how much of it is used, and what happens when it is used up. */
import type { ReactNode } from "react";
import { clsx } from "clsx";
import { formatCount } from "../../ui/format.ts";
import { Notice } from "../../ui/notice.tsx";
import { Panel } from "../../ui/panel.tsx";
import { ExactTime } from "../../ui/time.tsx";
import type { QuotaState } from "./get-quota.ts";
import { usedPercent, WARN_PERCENT } from "./quota.ts";

export function QuotaPanel({ state }: { readonly state: QuotaState }) {
  const { quota, use, monthEndsMs } = state;
  return (
    <Panel title="Quotas" description="Set by whoever runs this dashboard. The count is a few seconds old.">
      <div className="grid gap-5">
        <QuotaNotice state={state} />
        <Meter name="Calls this month" used={use.calls} most={quota.callsPerMonth}>
          Calls that reached the app. The count begins anew on <ExactTime atMs={monthEndsMs} />.
        </Meter>
        <Meter name="Live sessions" used={use.liveSessions} most={quota.liveSessions}>
          Apps that are connected now. Who has a session may always come back to it.
        </Meter>
      </div>
    </Panel>
  );
}

/** Nothing while there is enough left. */
export function QuotaNotice({ state }: { readonly state: QuotaState }) {
  const { quota, use, monthEndsMs, refuses } = state;
  const percent = usedPercent(use.calls, quota.callsPerMonth);
  return (
    <>
      {refuses.calls && (
        <Notice tone="stop" title="The calls of this month are used up">
          AIs that call this app are told so, and nothing runs, until <ExactTime atMs={monthEndsMs} />. The
          links stay.
        </Notice>
      )}
      {!refuses.calls && percent >= WARN_PERCENT && (
        <Notice tone="wait" title={`${percent}% of this month's calls are used`}>
          At 100% the relay refuses calls until <ExactTime atMs={monthEndsMs} />.
        </Notice>
      )}
      {refuses.sessions && (
        <Notice tone="stop" title="No new session can connect">
          The app has as many live sessions as it may have. New ones are told to try again.
        </Notice>
      )}
    </>
  );
}

type MeterProps = {
  readonly name: string;
  readonly used: number;
  readonly most: number | null;
  readonly children: ReactNode;
};

function Meter({ name, used, most, children }: MeterProps) {
  const percent = usedPercent(used, most);
  return (
    <div className="grid gap-1.5">
      <div className="flex flex-wrap justify-between gap-x-4">
        <span className="font-medium">{name}</span>
        <span className="tabular-nums">
          {formatCount(used)} of {most === null ? "any number" : formatCount(most)}
        </span>
      </div>
      {most !== null && (
        <div
          role="meter"
          aria-label={name}
          aria-valuemin={0}
          aria-valuemax={most}
          aria-valuenow={Math.min(used, most)}
          aria-valuetext={`${formatCount(used)} of ${formatCount(most)}`}
          className="h-1.5 overflow-clip rounded-full bg-sunken"
        >
          <div
            className={clsx("h-full rounded-full", percent >= WARN_PERCENT ? "bg-wait-dot" : "bg-live-dot")}
            style={{ width: `${percent}%` }}
          />
        </div>
      )}
      <p className="text-sm text-ink-3">{children}</p>
    </div>
  );
}
