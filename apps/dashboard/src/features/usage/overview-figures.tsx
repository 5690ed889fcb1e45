/** The four numbers of an app, each with what it counts and when. */
import { Figure, FigureStrip } from "../../ui/figure-strip.tsx";
import { formatCount, formatDuration, formatShare, plural } from "../../ui/format.ts";
import { ExactTime } from "../../ui/time.tsx";
import type { Overview } from "./get-overview.ts";

export function OverviewFigures({ overview }: { readonly overview: Overview }) {
  const { calls, errors, p50Ms, p95Ms, liveSessions, activeLinks, fromMs, reportedMs } = overview;
  return (
    <div className="grid gap-2">
      <FigureStrip label="The last 24 hours">
        <Figure name="Calls" value={formatCount(calls)} note="last 24 hours" />
        <Figure
          name="Errors"
          value={formatCount(errors)}
          note={calls === 0 ? "last 24 hours" : `${formatShare(errors, calls)} of the calls`}
        />
        <Figure
          name="Median time"
          value={p50Ms === null ? "–" : formatDuration(p50Ms)}
          note={p95Ms === null ? "no answered calls yet" : `95 of 100 within ${formatDuration(p95Ms)}`}
        />
        <Figure
          name="Live sessions"
          value={formatCount(liveSessions)}
          note={plural(activeLinks, "active link")}
        />
      </FigureStrip>
      <p className="text-xs text-ink-3">
        Calls since <ExactTime atMs={fromMs} />.{" "}
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
