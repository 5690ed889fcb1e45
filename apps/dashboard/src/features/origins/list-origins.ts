/** The origins an app allows, and those the relay refused lately. */
import type { UserContext } from "../../context.ts";

export type AllowedOrigin = {
  readonly origin: string;
  readonly createdAtMs: number;
  /** The last time an app connected from an origin that this entry allows. */
  readonly lastSeenAtMs: number | null;
};
export type RefusedOrigin = {
  /** `null`: a client that sent no `Origin`, which needs an app key. */
  readonly origin: string | null;
  /** The relay's error code, such as `origin_not_allowed` or `app_key_required`. */
  readonly code: string;
  readonly count: number;
  readonly lastSeenAtMs: number;
  /** Whether "Allow" can help: a well-formed web origin that was refused for being unknown. */
  readonly canBeAllowed: boolean;
};

export async function listOrigins(_: {
  ctx: UserContext;
  input: { appId: string };
}): Promise<{ readonly allowed: readonly AllowedOrigin[]; readonly refused: readonly RefusedOrigin[] }> {
  throw new Error("pending");
}
