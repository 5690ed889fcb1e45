/** One clock a page. The first render uses the server's time and UTC, so that server and browser print the same; then it ticks. */
"use client";
import { createContext, type ReactNode, useContext, useSyncExternalStore } from "react";

const TICK_MS = 5000;

/** Never changes after the first render: a changing context would make React throw away what it has not hydrated yet. */
const ServerNow = createContext(0);

export function ClockProvider({ nowMs, children }: { readonly nowMs: number; readonly children: ReactNode }) {
  return <ServerNow value={nowMs}>{children}</ServerNow>;
}

const listeners = new Set<() => void>();
let nowMs = 0;
let timer: ReturnType<typeof setInterval> | undefined;

function tick(): void {
  nowMs = Date.now();
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  if (timer === undefined) {
    nowMs = Date.now();
    timer = setInterval(tick, TICK_MS);
  }
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}

export function useNow(): number {
  const serverNowMs = useContext(ServerNow);
  return useSyncExternalStore(
    subscribe,
    () => nowMs || serverNowMs,
    () => serverNowMs,
  );
}

const never = () => () => undefined;

export const useTimeZone = (): string =>
  useSyncExternalStore(
    never,
    () => Intl.DateTimeFormat().resolvedOptions().timeZone,
    () => "UTC",
  );
