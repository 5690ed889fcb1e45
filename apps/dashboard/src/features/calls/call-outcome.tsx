/** How a call ended, in two words. */
import type { CallOutcome as Outcome } from "@agent-socket/protocol/control-plane";
import { Status, type Tone } from "../../ui/status.tsx";

const words: Record<Outcome, { readonly tone: Tone; readonly word: string }> = {
  ok: { tone: "live", word: "Succeeded" },
  tool_error: { tone: "stop", word: "Tool error" },
  invalid_input: { tone: "stop", word: "Invalid input" },
  tool_timeout: { tone: "stop", word: "Timed out" },
  app_offline: { tone: "stop", word: "App offline" },
  outcome_unknown: { tone: "wait", word: "Outcome unknown" },
  bad_reply: { tone: "stop", word: "Bad reply" },
  reply_too_large: { tone: "stop", word: "Reply too large" },
  cancelled: { tone: "over", word: "Cancelled" },
  revoked: { tone: "over", word: "Link revoked" },
  too_many_inflight: { tone: "stop", word: "Too many at once" },
};

export function CallOutcome({ outcome }: { readonly outcome: Outcome }) {
  const { tone, word } = words[outcome];
  return <Status tone={tone}>{word}</Status>;
}
