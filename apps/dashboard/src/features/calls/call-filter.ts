/** Which of an app's calls are wanted, as an address says it. */
import { isLinkId, limits } from "@agent-socket/protocol";
import { type OutcomeFilter, readOutcome } from "../../call-outcomes.ts";

export const CALL_AGES = ["1h", "24h", "7d", "30d"] as const;
export type CallAge = (typeof CALL_AGES)[number];

export type CallFilter = {
  readonly outcome: OutcomeFilter | null;
  readonly tool: string | null;
  /** A link's public token id. */
  readonly link: string | null;
  /** Not older than this. */
  readonly since: CallAge | null;
};

type Given = Readonly<Record<keyof CallFilter, string | null>>;

export const NO_FILTER: CallFilter = { outcome: null, tool: null, link: null, since: null };

/** What makes no sense is left out, but for a link: of one that cannot exist there are no calls. */
export function readCallFilter({ outcome, tool, link, since }: Given): CallFilter {
  return {
    outcome: readOutcome(outcome),
    tool: tool !== null && tool.length <= limits.MAX_NAME_CHARS && !tool.includes("\u0000") ? tool : null,
    link,
    since: CALL_AGES.find((known) => known === since) ?? null,
  };
}

/** The same, for an address again. */
export const callQuery = (filter: CallFilter): Given => ({ ...filter });

export const isFiltered = (filter: CallFilter): boolean =>
  Object.values(filter).some((value) => value !== null);

export const isPossible = ({ link }: CallFilter): boolean => link === null || isLinkId(link);

const HOUR_MS = 3_600_000;
const AGE_MS: Readonly<Record<CallAge, number>> = {
  "1h": HOUR_MS,
  "24h": 24 * HOUR_MS,
  "7d": 7 * 24 * HOUR_MS,
  "30d": 30 * 24 * HOUR_MS,
};

export const startOf = (since: CallAge, nowMs: number): Date => new Date(nowMs - AGE_MS[since]);
