/** Makes an app in a workspace and tells the relay, so that it can connect at once. */
import { allowedOrigins, apps } from "@agent-socket/db";
import { newAppId, parseOriginPattern } from "@agent-socket/protocol";
import { count, eq } from "drizzle-orm";
import * as v from "valibot";
import { recordAudit } from "../../audit.ts";
import type { UserContext } from "../../context.ts";
import { parseInput } from "../../parse-input.ts";
import { Refused } from "../../refused.ts";
import type { Activation } from "../../registry/activation.ts";
import { enqueuePublish } from "../../registry/change-registry.ts";
import { publishApp } from "../../registry/publish-app.ts";
import { lockWorkspace, requireWorkspace } from "../../workspace-access.ts";
import { AppName } from "./app-name.ts";

/** The first allowed origin, or an empty text. */
const FirstOrigin = v.pipe(
  v.string(),
  v.trim(),
  v.transform((text) => (text === "" ? [] : [parseOriginPattern(text)])),
  v.array(v.string("An origin is a scheme, a host and perhaps a port, such as https://app.example.com.")),
);
const CreateAppInput = v.object({
  workspaceId: v.string(),
  name: AppName,
  origin: v.optional(FirstOrigin, ""),
});

/** Far above what people make by hand; a script that runs wild stops here. */
const MAX_APPS_PER_WORKSPACE = 200;

export type CreatedApp = { readonly id: string; readonly name: string; readonly activation: Activation };

export async function createApp({
  ctx,
  input,
}: {
  ctx: UserContext;
  input: v.InferInput<typeof CreateAppInput>;
}): Promise<CreatedApp> {
  const { id: workspaceId } = await requireWorkspace(ctx, input.workspaceId, "change");
  await refuseTooMany(ctx, workspaceId);
  const { name, origin: origins } = parseInput(CreateAppInput, input);
  const app = await ctx.db.transaction(async (tx) => {
    await lockWorkspace(tx, ctx, workspaceId, "change");
    const [created] = await tx.insert(apps).values({ id: newAppId(), workspaceId, name }).returning();
    if (created === undefined) throw new Error("The app was not created.");
    const { id: appId, registryVersion } = created;
    if (origins.length > 0)
      await tx.insert(allowedOrigins).values(origins.map((origin) => ({ appId, origin })));
    await enqueuePublish(tx, appId, registryVersion);
    await recordAudit(tx, ctx, { action: "app.create", subject: appId, workspaceId, appId });
    return created;
  });
  return { id: app.id, name: app.name, activation: await publishApp(ctx, app.id) };
}

async function refuseTooMany({ db }: UserContext, workspaceId: string): Promise<void> {
  const [held] = await db.select({ apps: count() }).from(apps).where(eq(apps.workspaceId, workspaceId));
  if (held !== undefined && held.apps >= MAX_APPS_PER_WORKSPACE)
    throw new Refused("limit_reached", `A workspace has at most ${MAX_APPS_PER_WORKSPACE} apps.`);
}
