/** What a test of a threat is: its number in docs/security.md, a sentence, and what has to happen for it to be true. */
import type { Place } from "./place.ts";

export type Plan = {
  /** A quick run: fewer of the same, and times are told and not judged, because the machine may have other work. */
  readonly isShort: boolean;
};

export type Threat = {
  readonly number: number;
  /** What holds. */
  readonly title: string;
  /** Returns what it measured, or nothing. */
  readonly run: (place: Place, plan: Plan) => Promise<string | void>;
};

export const threat = (number: number, title: string, run: Threat["run"]): Threat => ({ number, title, run });
