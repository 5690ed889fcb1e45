"use server";
/** The doors of the playground: its link opened and closed, and tools called by it. */
import type { ActionState } from "../../action-state.ts";
import { env } from "../../env.ts";
import { textOf } from "../../form-text.ts";
import { runAction, runUserAction } from "../../run-action.ts";
import { userContext } from "../auth/current-user.ts";
import type { RelayReply } from "./ask-relay.ts";
import { closeLink } from "./close-link.ts";
import { followTask } from "./follow-task.ts";
import { openLink } from "./open-link.ts";
import { forgetLink, heldLink, keepLink } from "./playground-cookie.ts";
import { tryTool } from "./try-tool.ts";

/** Fields: hidden `appId`; `sessionId`, `scope` (`read` or anything else). */
export async function openPlaygroundAction(_previous: unknown, form: FormData): Promise<ActionState> {
  return runUserAction(form, async (ctx) => {
    const [appId, sessionId] = [textOf(form, "appId"), textOf(form, "sessionId")];
    const link = await openLink({
      ctx,
      input: { appId, sessionId, readOnly: textOf(form, "scope") === "read" },
    });
    await keepLink(ctx, appId, link);
    return null;
  });
}

/** Fields: hidden `appId`. */
export async function closePlaygroundAction(_previous: unknown, form: FormData): Promise<ActionState> {
  return runUserAction(form, async (ctx) => {
    const appId = textOf(form, "appId");
    await closeLink({ ctx, input: { appId, link: await heldLink(ctx, appId) } });
    await forgetLink(appId);
    return null;
  });
}

/** Fields: hidden `appId`, `method`, `path`, `arguments` (JSON). */
export async function tryToolAction(_previous: unknown, form: FormData): Promise<ActionState<RelayReply>> {
  const ctx = await userContext();
  return runAction(ctx, form, async () => {
    const appId = textOf(form, "appId");
    const [method, path] = [textOf(form, "method"), textOf(form, "path")];
    const link = await heldLink(ctx, appId);
    const call = { method, path, arguments: textOf(form, "arguments") };
    return tryTool({ ctx, input: { appId, relayUrl: env().relayUrl, link, ...call } });
  });
}

/** Fields: hidden `appId`, `task`. */
export async function followTaskAction(_previous: unknown, form: FormData): Promise<ActionState<RelayReply>> {
  const ctx = await userContext();
  return runAction(ctx, form, async () => {
    const appId = textOf(form, "appId");
    const link = await heldLink(ctx, appId);
    return followTask({ ctx, input: { appId, relayUrl: env().relayUrl, link, task: textOf(form, "task") } });
  });
}
