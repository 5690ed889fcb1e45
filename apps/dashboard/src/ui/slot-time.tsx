/** When a slot of a chart begins, as exactly as its length needs. Days are the server's, in UTC. */
"use client";
import { useTimeZone } from "./clock.tsx";
import { formatSlot } from "./format.ts";

export function SlotTime({ atMs, stepMs }: { readonly atMs: number; readonly stepMs: number }) {
  const timeZone = useTimeZone();
  return <time dateTime={new Date(atMs).toISOString()}>{formatSlot(atMs, stepMs, timeZone)}</time>;
}
