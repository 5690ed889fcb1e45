/** The ways a call can end, in words and in four groups that say who can mend it. Safe to import in the browser. */
import { CallOutcome } from "@agent-socket/protocol/control-plane";

export const OUTCOME_WORDS: Readonly<Record<CallOutcome, string>> = {
  ok: "Succeeded",
  tool_error: "Tool error",
  invalid_input: "Invalid input",
  tool_timeout: "Timed out",
  app_offline: "App offline",
  outcome_unknown: "Outcome unknown",
  bad_reply: "Bad reply",
  reply_too_large: "Reply too large",
  cancelled: "Cancelled",
  revoked: "Link revoked",
  too_many_inflight: "Too many at once",
};

/** In the order in which a column of a chart is stacked. */
export const OUTCOME_GROUPS = ["ok", "app_error", "no_answer", "turned_away"] as const;
export type OutcomeGroup = (typeof OUTCOME_GROUPS)[number];

export const GROUPS: Readonly<
  Record<OutcomeGroup, { readonly word: string; readonly outcomes: readonly CallOutcome[] }>
> = {
  ok: { word: "Succeeded", outcomes: ["ok"] },
  app_error: { word: "App answered with an error", outcomes: ["tool_error", "bad_reply", "reply_too_large"] },
  no_answer: { word: "App gave no answer", outcomes: ["tool_timeout", "app_offline", "outcome_unknown"] },
  turned_away: {
    word: "Turned away or given up",
    outcomes: ["invalid_input", "too_many_inflight", "revoked", "cancelled"],
  },
};

/** What an address may ask for: one outcome, a group, or all that failed. */
export type OutcomeFilter = CallOutcome | OutcomeGroup | "failed";

/** What makes no sense is `null`: an address is typed by people, too. */
export function readOutcome(text: string | null): OutcomeFilter | null {
  const known: readonly OutcomeFilter[] = [...CallOutcome.options, ...OUTCOME_GROUPS, "failed"];
  return known.find((filter) => filter === text) ?? null;
}

export function outcomesOf(filter: OutcomeFilter): readonly CallOutcome[] {
  if (filter === "failed") return CallOutcome.options.filter((outcome) => outcome !== "ok");
  return isGroup(filter) ? GROUPS[filter].outcomes : [filter];
}

export function outcomeWord(filter: OutcomeFilter): string {
  if (filter === "failed") return "Failed";
  return isGroup(filter) ? GROUPS[filter].word : OUTCOME_WORDS[filter];
}

const isGroup = (filter: OutcomeFilter): filter is OutcomeGroup =>
  OUTCOME_GROUPS.some((group) => group === filter);
