/** Makes an app key. Its secret leaves this verb once and is kept only as a digest. */
import type { UserContext } from "../../context.ts";
import type { Activation } from "../../registry/activation.ts";

export type CreatedAppKey = {
  readonly id: string;
  readonly label: string;
  /** To be shown this one time. */
  readonly key: string;
  readonly activation: Activation;
};

export async function createAppKey(_: {
  ctx: UserContext;
  input: { appId: string; label: string };
}): Promise<CreatedAppKey> {
  throw new Error("pending");
}
