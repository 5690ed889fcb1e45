/** A line between two places: dotted while nothing is there, solid and carrying pulses once it is live. */
import { clsx } from "clsx";

export type WireState = "off" | "waiting" | "live";

type Props = { readonly state: WireState; readonly className?: string };

export function Wire({ state, className }: Props) {
  return (
    <span aria-hidden="true" className={clsx("wire", `wire-${state}`, className)}>
      {state !== "off" && <span className="wire-pulse" />}
    </span>
  );
}
