/** Points in time: how long ago, or exactly when, each with the other at hand. */
"use client";
import { useNow, useTimeZone } from "./clock.tsx";
import { formatExactMoment, formatMoment, formatRelative } from "./format.ts";

type Props = { readonly atMs: number; readonly className?: string };

export function RelativeTime({ atMs, className }: Props) {
  const now = useNow();
  const timeZone = useTimeZone();
  return (
    <time
      dateTime={new Date(atMs).toISOString()}
      title={formatExactMoment(atMs, timeZone)}
      className={className ?? "whitespace-nowrap"}
    >
      {formatRelative(atMs, now)}
    </time>
  );
}

export function ExactTime({ atMs, className }: Props) {
  const now = useNow();
  const timeZone = useTimeZone();
  return (
    <time
      dateTime={new Date(atMs).toISOString()}
      title={formatRelative(atMs, now)}
      className={className ?? "whitespace-nowrap tabular-nums"}
    >
      {formatMoment(atMs, timeZone)}
    </time>
  );
}
