/** Whether the relay works by a change yet, in words; said aloud when it changes. */
import type { ReactNode } from "react";
import { formatDuration } from "../ui/format.ts";
import { Notice } from "../ui/notice.tsx";
import type { Activation, RegistryState } from "./activation.ts";

type Props = {
  readonly what: ReactNode;
  readonly activation: Activation;
  /** What the relay has by now: a change that was pending may have arrived since. */
  readonly registry?: RegistryState;
};

export function ActivationNote({ what, activation, registry }: Props) {
  if (activation.state === "active")
    return (
      <Notice tone="live" role="status">
        {what} Active at the relay after {formatDuration(activation.afterMs)}.
      </Notice>
    );
  if (registry?.state === "active")
    return (
      <Notice tone="live" role="status">
        {what} Active at the relay by now.
      </Notice>
    );
  return (
    <Notice tone="wait" role="status" title={<>{what} Saved, not yet active at the relay.</>}>
      {activation.reason} We keep trying; until then the relay works by the old settings.
    </Notice>
  );
}

/** For the top of an app's pages while a change is on its way to the relay. */
export function RegistryNotice({ registry }: { readonly registry: RegistryState }) {
  if (registry.state === "active") return null;
  return (
    <div className="mb-6">
      <Notice tone="wait" role="status" title="Your latest changes are saved, not yet active at the relay">
        {registry.reason ?? "The relay has not confirmed them."} We keep trying; until then the relay works by
        the old settings.
      </Notice>
    </div>
  );
}
