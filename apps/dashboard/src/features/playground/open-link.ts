/** Makes the playground's link: of one connected session, for a quarter of an hour, in the app's list like any other. */
import { relaySessions } from "@agent-socket/db";
import { isSessionId } from "@agent-socket/protocol";
import { and, eq } from "drizzle-orm";
import { requireApp } from "../../app-access.ts";
import { recordAudit } from "../../audit.ts";
import type { UserContext } from "../../context.ts";
import { Refused } from "../../refused.ts";
import { isLive } from "../../session-state.ts";
import type { PlaygroundLink } from "./sealed-link.ts";

const LINK_SECONDS = 15 * 60;
const MAX_NAME_CHARS = 60;

type Input = { readonly appId: string; readonly sessionId: string; readonly readOnly: boolean };

export async function openLink({ ctx, input }: { ctx: UserContext; input: Input }): Promise<PlaygroundLink> {
  const { id: appId, workspaceId } = await requireApp(ctx, input.appId, "change");
  const { sessionId, readOnly } = input;
  if (!(await isConnected(ctx, appId, sessionId)))
    throw new Refused("not_found", "This session is not connected. Choose another one.");
  const expiresAtMs = Date.now() + LINK_SECONDS * 1000;
  const label = `Playground by ${(ctx.user.name || "a developer of the app").slice(0, MAX_NAME_CHARS)}`;
  const terms = { label, expiresInSeconds: LINK_SECONDS, readOnly };
  const answer = await ctx.relay.mintLink({ appId, sessionId }, terms);
  if (!answer.ok) throw new Refused("relay_unreachable", `${answer.reason} Try again in a moment.`);
  const { link, refused } = answer.value;
  if (refused === "limit_reached")
    throw new Refused("limit_reached", "This session has as many links as it may. Revoke one under Links.");
  if (link === null)
    throw new Refused("not_found", "The relay does not know this session any more. Choose another one.");
  const { tokenId } = link;
  await recordAudit(ctx.db, ctx, {
    action: "link.create",
    subject: tokenId,
    detail: label,
    workspaceId,
    appId,
  });
  return { token: link.url.split("/").at(-1) ?? "", tokenId, sessionId, readOnly, expiresAtMs };
}

async function isConnected({ db }: UserContext, appId: string, sessionId: string): Promise<boolean> {
  if (!isSessionId(sessionId)) return false;
  const isThis = and(eq(relaySessions.appId, appId), eq(relaySessions.id, sessionId), isLive);
  return (await db.select({ id: relaySessions.id }).from(relaySessions).where(isThis)).length > 0;
}
