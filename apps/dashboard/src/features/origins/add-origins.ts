/** Allows origins, as many as were pasted: each is normalised, or refused with its reason. */
import { requireApp } from "../../app-access.ts";
import type { UserContext } from "../../context.ts";
import { Refused } from "../../refused.ts";
import type { Activation } from "../../registry/activation.ts";
import { changeRegistry } from "../../registry/change-registry.ts";
import { allowOrigins } from "./allow-origins.ts";
import { readOrigins } from "./read-origins.ts";

export type AddedOrigins = {
  readonly added: readonly string[];
  readonly alreadyAllowed: readonly string[];
  readonly refused: readonly { readonly text: string; readonly reason: string }[];
  readonly activation: Activation;
};

/** `text`: origins separated by white space or commas. Refuses as `invalid` when none of them can be allowed. */
export async function addOrigins({
  ctx,
  input,
}: {
  ctx: UserContext;
  input: { readonly appId: string; readonly text: string };
}): Promise<AddedOrigins> {
  const app = await requireApp(ctx, input.appId, "change");
  const { origins, refused } = readOrigins(input.text);
  if (origins.length === 0) throw noneReadable(refused);
  const { value: added, activation } = await changeRegistry(ctx, app.id, (tx) =>
    allowOrigins(tx, app.id, origins),
  );
  const alreadyAllowed = origins.filter((origin) => !added.includes(origin));
  return { added, alreadyAllowed, refused, activation };
}

function noneReadable(refused: readonly { readonly reason: string }[]): Refused {
  const message = refused[0]?.reason ?? "Type an origin such as https://app.example.com.";
  return new Refused("invalid", message, { origins: message });
}
