/** The keys of an app, newest first, revoked ones included. The keys themselves are never shown again. */
import type { UserContext } from "../../context.ts";

export type AppKeySummary = {
  readonly id: string;
  readonly label: string;
  readonly createdAtMs: number;
  readonly lastUsedAtMs: number | null;
  readonly revokedAtMs: number | null;
};

export async function listAppKeys(_: {
  ctx: UserContext;
  input: { appId: string };
}): Promise<readonly AppKeySummary[]> {
  throw new Error("pending");
}
