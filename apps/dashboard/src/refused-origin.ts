/** Whether "Allow this origin" can mend a refusal of the relay. */
import { originIsAllowed, parseOriginPattern } from "@agent-socket/protocol";

export const canBeAllowed = (origin: string | null, code: string): origin is string =>
  code === "origin_not_allowed" && origin !== null && parseOriginPattern(origin) === origin;

/** A report may arrive after the origin was allowed: then there is nothing left to mend. */
export const isSettled = (origin: string | null, code: string, allowed: readonly string[]): boolean =>
  canBeAllowed(origin, code) && originIsAllowed(origin, allowed);
