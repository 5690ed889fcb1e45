/** Makes an app key. Its secret leaves this verb once and is kept only as a digest. */
import { appKeys } from "@agent-socket/db";
import { cleanLine, newAppKey, sha256 } from "@agent-socket/protocol";
import { and, count, eq, isNull } from "drizzle-orm";
import * as v from "valibot";
import { requireApp } from "../../app-access.ts";
import type { UserContext } from "../../context.ts";
import { parseInput } from "../../parse-input.ts";
import { Refused } from "../../refused.ts";
import type { Activation } from "../../registry/activation.ts";
import { changeRegistry } from "../../registry/change-registry.ts";

const MAX_LABEL_CHARS = 100;
/** Each travels to the relay with every change of the app. */
const MAX_ACTIVE_KEYS = 20;

const CreateAppKeyInput = v.object({
  appId: v.string(),
  label: v.pipe(
    v.string(),
    v.transform((text) => cleanLine(text, MAX_LABEL_CHARS + 1)),
    v.minLength(1, "Say where the key will be used."),
    v.maxLength(MAX_LABEL_CHARS, `Use at most ${MAX_LABEL_CHARS} characters.`),
  ),
});

export type CreatedAppKey = {
  readonly id: string;
  readonly label: string;
  /** To be shown this one time. */
  readonly key: string;
  readonly activation: Activation;
};

export async function createAppKey({
  ctx,
  input,
}: {
  ctx: UserContext;
  input: v.InferInput<typeof CreateAppKeyInput>;
}): Promise<CreatedAppKey> {
  const app = await requireApp(ctx, input.appId, "change");
  const { label } = parseInput(CreateAppKeyInput, input);
  const { id, key } = newAppKey();
  const keyHash = await sha256(key);
  const { activation } = await changeRegistry(ctx, app.id, async (tx) => {
    const isActive = and(eq(appKeys.appId, app.id), isNull(appKeys.revokedAt));
    const [held] = await tx.select({ keys: count() }).from(appKeys).where(isActive);
    if (held !== undefined && held.keys >= MAX_ACTIVE_KEYS)
      throw new Refused(
        "limit_reached",
        `An app has at most ${MAX_ACTIVE_KEYS} active keys. Revoke one first.`,
      );
    await tx.insert(appKeys).values({ id, appId: app.id, keyHash, label });
    return { value: null, audit: { action: "app_key.create", subject: id } };
  });
  return { id, label, key, activation };
}
