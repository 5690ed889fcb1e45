/** Whether "Allow this origin" can mend a refusal of the relay. */
import { parseOriginPattern } from "@agent-socket/protocol";

export const canBeAllowed = (origin: string | null, code: string): origin is string =>
  code === "origin_not_allowed" && origin !== null && parseOriginPattern(origin) === origin;
