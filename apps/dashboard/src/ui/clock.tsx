/** One clock a page. The first render uses the server's time and UTC, so that server and browser print the same; then it ticks. */
"use client";
import { createContext, type ReactNode, useContext, useEffect, useState, useSyncExternalStore } from "react";

const TICK_MS = 5000;
const Now = createContext(0);

export function ClockProvider({ nowMs, children }: { readonly nowMs: number; readonly children: ReactNode }) {
  const [now, setNow] = useState(nowMs);
  useEffect(() => {
    const tick = () => setNow(Date.now());
    tick();
    const timer = setInterval(tick, TICK_MS);
    return () => clearInterval(timer);
  }, []);
  return <Now value={now}>{children}</Now>;
}

export const useNow = (): number => useContext(Now);

const never = () => () => undefined;

export const useTimeZone = (): string =>
  useSyncExternalStore(
    never,
    () => Intl.DateTimeFormat().resolvedOptions().timeZone,
    () => "UTC",
  );
