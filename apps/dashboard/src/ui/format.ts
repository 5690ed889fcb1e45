/** Numbers and times as a person reads them. Plain functions: the same text on the server and in the browser. */

const whole = new Intl.NumberFormat("en");
const compact = new Intl.NumberFormat("en", { notation: "compact", maximumFractionDigits: 1 });
const ago = new Intl.RelativeTimeFormat("en", { style: "narrow" });
const daysAgo = new Intl.RelativeTimeFormat("en", { numeric: "auto", style: "narrow" });
const percent = new Intl.NumberFormat("en", { style: "percent", maximumFractionDigits: 1 });

export const formatCount = (count: number): string =>
  count < 100_000 ? whole.format(count) : compact.format(count);

export const formatShare = (part: number, all: number): string =>
  all === 0 ? "–" : percent.format(part / all);

export function formatDuration(ms: number): string {
  if (ms < 1) return "<1 ms";
  if (ms < 999.5) return `${Math.round(ms)} ms`;
  if (ms < 60_000) return `${(ms / 1000).toFixed(ms < 10_000 ? 2 : 1)} s`;
  const minutes = Math.floor(ms / 60_000);
  return minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

export function formatBytes(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`;
  if (bytes < 1024 * 1024) return `${(bytes / 1024).toFixed(bytes < 10_240 ? 1 : 0)} KB`;
  return `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}

export const plural = (count: number, one: string, many = `${one}s`): string =>
  `${formatCount(count)} ${count === 1 ? one : many}`;

const steps = [
  { unit: "second", ms: 1000, below: 60_000 },
  { unit: "minute", ms: 60_000, below: 3_600_000 },
  { unit: "hour", ms: 3_600_000, below: 86_400_000 },
  { unit: "day", ms: 86_400_000, below: 30 * 86_400_000 },
  { unit: "month", ms: 30 * 86_400_000, below: 365 * 86_400_000 },
  { unit: "year", ms: 365 * 86_400_000, below: Infinity },
] as const;

/** "12 s ago", "in 3 h": within 5 seconds it is "just now", because clocks differ. */
export function formatRelative(atMs: number, nowMs: number): string {
  const delta = atMs - nowMs;
  const size = Math.abs(delta);
  if (size < 5000) return "just now";
  const step = steps.find((candidate) => size < candidate.below) ?? steps[0];
  return (step.unit === "day" ? daysAgo : ago).format(Math.trunc(delta / step.ms), step.unit);
}

const dateAndTime = {
  day: "numeric",
  month: "short",
  hour: "2-digit",
  minute: "2-digit",
  second: "2-digit",
  hourCycle: "h23",
} as const;

/** "22 Nov, 16:45:03" in the given zone. */
export function formatMoment(atMs: number, timeZone: string): string {
  return new Intl.DateTimeFormat("en-GB", { ...dateAndTime, timeZone }).format(atMs);
}

/** "14:00" in the given zone. */
export function formatHour(atMs: number, timeZone: string): string {
  return new Intl.DateTimeFormat("en-GB", {
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
    timeZone,
  }).format(atMs);
}

/** The long form, with its zone: for a title. */
export function formatExactMoment(atMs: number, timeZone: string): string {
  return new Intl.DateTimeFormat("en-GB", {
    ...dateAndTime,
    year: "numeric",
    timeZone,
    timeZoneName: "short",
  }).format(atMs);
}

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** A slot of time by its beginning: "14:02", "22 Nov, 14:00" or, for whole days, "22 Nov (UTC)". */
export function formatSlot(atMs: number, stepMs: number, timeZone: string): string {
  if (stepMs <= HOUR_MS) return formatHour(atMs, timeZone);
  const day = { day: "numeric", month: "short" } as const;
  if (stepMs >= DAY_MS)
    return `${new Intl.DateTimeFormat("en-GB", { ...day, timeZone: "UTC" }).format(atMs)} (UTC)`;
  return `${new Intl.DateTimeFormat("en-GB", { ...day, timeZone }).format(atMs)}, ${formatHour(atMs, timeZone)}`;
}
