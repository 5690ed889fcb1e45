/** The numbers of the whole range, and how far they reach. */
import { Figure, FigureStrip } from "../../ui/figure-strip.tsx";
import { formatCount, formatDuration, formatShare } from "../../ui/format.ts";
import { ExactTime } from "../../ui/time.tsx";
import type { Percentiles, Usage } from "./get-usage.ts";

export function UsageFigures({ usage: { total, window, reportedMs } }: { readonly usage: Usage }) {
  const failed = total.calls - total.byGroup.ok;
  return (
    <div className="grid gap-2">
      <FigureStrip label="The whole range">
        <Figure name="Calls" value={formatCount(total.calls)} note="all that finished" />
        <Figure
          name="Failed"
          value={total.calls === 0 ? "–" : formatShare(failed, total.calls)}
          note={`${formatCount(failed)} of ${formatCount(total.calls)}`}
        />
        <Figure name="App time" value={medianOf(total.app)} note={noteOf(total.app)} />
        <Figure name="Relay time" value={medianOf(total.relay)} note={noteOf(total.relay)} />
      </FigureStrip>
      <p className="text-xs text-ink-3">
        Since <ExactTime atMs={window.fromMs} />.{" "}
        {reportedMs === null ? (
          "No reports of the relay yet."
        ) : (
          <>
            Data up to <ExactTime atMs={reportedMs} />, the newest report of the relay.
          </>
        )}
      </p>
    </div>
  );
}

const medianOf = (times: Percentiles | null): string => (times === null ? "–" : formatDuration(times.p50));
const noteOf = (times: Percentiles | null): string =>
  times === null ? "no answered calls" : `median; 95 of 100 within ${formatDuration(times.p95)}`;
