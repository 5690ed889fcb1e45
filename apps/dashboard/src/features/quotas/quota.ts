/** What an app may use, and how much of it is used. Safe to import in the browser. */

/** `null`: no limit. */
export type Quota = {
  /** Calls that reached the app, in a calendar month (UTC). */
  readonly callsPerMonth: number | null;
  /** Sessions whose app is connected. */
  readonly liveSessions: number | null;
};

export type Use = { readonly calls: number; readonly liveSessions: number };

/** From this share of the calls on, the app's people are told. */
export const WARN_PERCENT = 80;

export const isUsedUp = (used: number, most: number | null): boolean => most !== null && used >= most;

/** Whole percents, rounded down: 100 only where nothing is left. `0` without a limit. */
export function usedPercent(used: number, most: number | null): number {
  if (most === null) return 0;
  return most === 0 ? 100 : Math.min(100, Math.floor((used / most) * 100));
}

/** The calendar month (UTC) of a time, from its first moment to that of the next one. */
export function monthOf(atMs: number): { readonly fromMs: number; readonly toMs: number } {
  const at = new Date(atMs);
  const startOf = (month: number): number => Date.UTC(at.getUTCFullYear(), month, 1);
  return { fromMs: startOf(at.getUTCMonth()), toMs: startOf(at.getUTCMonth() + 1) };
}
