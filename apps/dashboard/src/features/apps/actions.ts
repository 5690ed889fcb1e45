"use server";
/** The doors of making, changing, deleting and restoring an app. */
import { redirect } from "next/navigation";
import type { ActionState } from "../../action-state.ts";
import { textOf } from "../../form-text.ts";
import type { Activation } from "../../registry/activation.ts";
import { runAction, runUserAction } from "../../run-action.ts";
import { userContext } from "../auth/current-user.ts";
import { changePolicy } from "./change-policy.ts";
import { createApp } from "./create-app.ts";
import { deleteApp } from "./delete-app.ts";
import { renameApp } from "./rename-app.ts";
import { restoreApp } from "./restore-app.ts";
import { setSuspended } from "./set-suspended.ts";

/** Fields: hidden `workspaceId`, `name`, and `origin` (the first allowed one; may be empty). Redirects to `/apps/<id>/connect`. */
export async function createAppAction(_previous: unknown, form: FormData): Promise<ActionState> {
  const ctx = await userContext();
  const state = await runAction(ctx, form, () =>
    createApp({
      ctx,
      input: {
        workspaceId: textOf(form, "workspaceId"),
        name: textOf(form, "name"),
        origin: textOf(form, "origin"),
      },
    }),
  );
  if (state.status !== "done") return state;
  redirect(`/apps/${state.value.id}/connect`);
}

/** Fields: hidden `appId`, `name`. */
export async function renameAppAction(
  _previous: unknown,
  form: FormData,
): Promise<ActionState<{ readonly activation: Activation }>> {
  return runUserAction(form, (ctx) =>
    renameApp({ ctx, input: { appId: textOf(form, "appId"), name: textOf(form, "name") } }),
  );
}

/** Fields: hidden `appId`, `suspended` (`yes` or `no`). */
export async function setSuspendedAction(
  _previous: unknown,
  form: FormData,
): Promise<ActionState<{ readonly activation: Activation }>> {
  return runUserAction(form, (ctx) =>
    setSuspended({
      ctx,
      input: { appId: textOf(form, "appId"), suspended: textOf(form, "suspended") === "yes" },
    }),
  );
}

/** Fields: hidden `appId`, `linkCalls`, `holdForMs`. */
export async function changePolicyAction(
  _previous: unknown,
  form: FormData,
): Promise<ActionState<{ readonly activation: Activation }>> {
  const input = {
    appId: textOf(form, "appId"),
    linkCalls: textOf(form, "linkCalls"),
    holdForMs: textOf(form, "holdForMs"),
  };
  return runUserAction(form, (ctx) => changePolicy({ ctx, input }));
}

/** Fields: hidden `appId`, `typedName`. Redirects to the workspace, which offers to restore it. */
export async function deleteAppAction(_previous: unknown, form: FormData): Promise<ActionState> {
  const ctx = await userContext();
  const input = { appId: textOf(form, "appId"), typedName: textOf(form, "typedName") };
  const state = await runAction(ctx, form, () => deleteApp({ ctx, input }));
  if (state.status !== "done") return state;
  redirect(`/workspaces/${state.value.workspaceId}#deleted`);
}

/** Fields: hidden `appId`. */
export async function restoreAppAction(
  _previous: unknown,
  form: FormData,
): Promise<ActionState<{ readonly name: string; readonly activation: Activation }>> {
  return runUserAction(form, (ctx) => restoreApp({ ctx, input: { appId: textOf(form, "appId") } }));
}
