/** How a call ended, in two words. */
import type { CallOutcome as Outcome } from "@agent-socket/protocol/control-plane";
import { OUTCOME_WORDS } from "../../call-outcomes.ts";
import { Status, type Tone } from "../../ui/status.tsx";

const tones: Partial<Record<Outcome, Tone>> = {
  ok: "live",
  outcome_unknown: "wait",
  cancelled: "over",
  revoked: "over",
};

export function CallOutcome({ outcome }: { readonly outcome: Outcome }) {
  return <Status tone={tones[outcome] ?? "stop"}>{OUTCOME_WORDS[outcome]}</Status>;
}
