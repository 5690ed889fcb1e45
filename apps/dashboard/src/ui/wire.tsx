/** A line between two places: dotted while nothing is there, red when it was refused, solid with pulses once it is live. */
import { clsx } from "clsx";

export type WireState = "off" | "waiting" | "live" | "stopped";

type Props = { readonly state: WireState; readonly className?: string };

export function Wire({ state, className }: Props) {
  return (
    <span aria-hidden="true" className={clsx("wire", `wire-${state}`, className)}>
      {(state === "waiting" || state === "live") && <span className="wire-pulse" />}
    </span>
  );
}
