/** A state in a word, a colour and a shape: the colour is never the only carrier. */
import { clsx } from "clsx";
import type { ReactNode } from "react";

export type Tone = "live" | "wait" | "stop" | "idle" | "over";

const text: Record<Tone, string> = {
  live: "text-live",
  wait: "text-wait",
  stop: "text-stop",
  idle: "text-ink-3",
  over: "text-ink-3",
};

/** A disc is live, a ring waits, a cross is refused or over. */
export function StatusDot({ tone, pulse = false }: { readonly tone: Tone; readonly pulse?: boolean }) {
  return (
    <svg viewBox="0 0 12 12" aria-hidden="true" className="size-3 shrink-0 overflow-visible">
      {tone === "live" && (
        <>
          <circle cx="6" cy="6" r="5.5" className={clsx("fill-live-dot/20", pulse && "animate-breathe")} />
          <circle cx="6" cy="6" r="3" className="fill-live-dot" />
        </>
      )}
      {tone === "wait" && (
        <circle
          cx="6"
          cy="6"
          r="3.25"
          className={clsx("fill-none stroke-wait-dot stroke-[1.75]", pulse && "animate-breathe")}
        />
      )}
      {tone === "idle" && (
        <circle cx="6" cy="6" r="3.25" className="fill-none stroke-line-strong stroke-[1.5]" />
      )}
      {(tone === "stop" || tone === "over") && (
        <path
          d="M3 3l6 6M9 3l-6 6"
          strokeLinecap="round"
          className={clsx("stroke-[1.75]", tone === "stop" ? "stroke-stop-dot" : "stroke-line-strong")}
        />
      )}
    </svg>
  );
}

type Props = { readonly tone: Tone; readonly children: ReactNode; readonly pulse?: boolean };

export function Status({ tone, children, pulse = false }: Props) {
  return (
    <span className={clsx("inline-flex items-center gap-1.5 font-medium whitespace-nowrap", text[tone])}>
      <StatusDot tone={tone} pulse={pulse} />
      {children}
    </span>
  );
}
