/** Allows origins, as many as were pasted: each is normalised, or refused with its reason. */
import type { UserContext } from "../../context.ts";
import type { Activation } from "../../registry/activation.ts";

export type AddedOrigins = {
  readonly added: readonly string[];
  readonly alreadyAllowed: readonly string[];
  readonly refused: readonly { readonly text: string; readonly reason: string }[];
  /** `null` when nothing changed. */
  readonly activation: Activation | null;
};

/** `text`: origins separated by white space or commas. */
export async function addOrigins(_: {
  ctx: UserContext;
  input: { appId: string; text: string };
}): Promise<AddedOrigins> {
  throw new Error("pending");
}
