"use server";
/** The doors of workspaces and the people in them. */
import { redirect } from "next/navigation";
import type { ActionState } from "../../action-state.ts";
import { textOf } from "../../form-text.ts";
import type { Role } from "../../roles.ts";
import { runAction, runUserAction } from "../../run-action.ts";
import { userContext } from "../auth/current-user.ts";
import { acceptInvitation } from "./accept-invitation.ts";
import { createWorkspace } from "./create-workspace.ts";
import { deleteWorkspace } from "./delete-workspace.ts";
import { type Invited, inviteMember } from "./invite-member.ts";
import { changeRole, leaveWorkspace, removeMember } from "./members.ts";
import { renameWorkspace } from "./rename-workspace.ts";
import { resendInvitation } from "./resend-invitation.ts";
import { restoreWorkspace } from "./restore-workspace.ts";
import { revokeInvitation } from "./revoke-invitation.ts";

type OfOne = ActionState<{ readonly email: string }>;

/** Fields: `name`. Redirects to the new workspace. */
export async function createWorkspaceAction(_previous: unknown, form: FormData): Promise<ActionState> {
  const ctx = await userContext();
  const state = await runAction(ctx, form, () =>
    createWorkspace({ ctx, input: { name: textOf(form, "name") } }),
  );
  if (state.status !== "done") return state;
  redirect(`/workspaces/${state.value.id}`);
}

/** Fields: hidden `workspaceId`, `name`. */
export async function renameWorkspaceAction(
  _previous: unknown,
  form: FormData,
): Promise<ActionState<{ readonly name: string }>> {
  return runUserAction(form, (ctx) =>
    renameWorkspace({ ctx, input: { workspaceId: textOf(form, "workspaceId"), name: textOf(form, "name") } }),
  );
}

/** Fields: hidden `workspaceId`, `typedName`. Redirects to the account, which offers to restore it. */
export async function deleteWorkspaceAction(_previous: unknown, form: FormData): Promise<ActionState> {
  const ctx = await userContext();
  const input = { workspaceId: textOf(form, "workspaceId"), typedName: textOf(form, "typedName") };
  const state = await runAction(ctx, form, async () => {
    await deleteWorkspace({ ctx, input });
    return null;
  });
  if (state.status !== "done") return state;
  redirect("/account#deleted");
}

/** Fields: hidden `workspaceId`. Redirects to the workspace. */
export async function restoreWorkspaceAction(_previous: unknown, form: FormData): Promise<ActionState> {
  const ctx = await userContext();
  const input = { workspaceId: textOf(form, "workspaceId") };
  const state = await runAction(ctx, form, async () => {
    await restoreWorkspace({ ctx, input });
    return null;
  });
  if (state.status !== "done") return state;
  redirect(`/workspaces/${input.workspaceId}`);
}

/** Fields: hidden `workspaceId`, `email`, `role`. */
export async function inviteMemberAction(_previous: unknown, form: FormData): Promise<ActionState<Invited>> {
  const input = {
    workspaceId: textOf(form, "workspaceId"),
    email: textOf(form, "email"),
    role: textOf(form, "role"),
  };
  return runUserAction(form, (ctx) => inviteMember({ ctx, input }));
}

/** Fields: hidden `workspaceId`, `invitationId`. */
export async function resendInvitationAction(
  _previous: unknown,
  form: FormData,
): Promise<ActionState<Invited>> {
  return runUserAction(form, (ctx) => resendInvitation({ ctx, input: invitationFields(form) }));
}

/** Fields: hidden `workspaceId`, `invitationId`. */
export async function revokeInvitationAction(_previous: unknown, form: FormData): Promise<OfOne> {
  return runUserAction(form, (ctx) => revokeInvitation({ ctx, input: invitationFields(form) }));
}

/** Fields: hidden `token`. Redirects to the workspace. */
export async function acceptInvitationAction(_previous: unknown, form: FormData): Promise<ActionState> {
  const ctx = await userContext();
  const state = await runAction(ctx, form, () =>
    acceptInvitation({ ctx, input: { token: textOf(form, "token") } }),
  );
  if (state.status !== "done") return state;
  redirect(`/workspaces/${state.value.workspaceId}`);
}

/** Fields: hidden `workspaceId`, `userId`, `role`. */
export async function changeRoleAction(
  _previous: unknown,
  form: FormData,
): Promise<ActionState<{ readonly email: string; readonly role: Role }>> {
  return runUserAction(form, (ctx) =>
    changeRole({ ctx, input: { ...memberFields(form), role: textOf(form, "role") } }),
  );
}

/** Fields: hidden `workspaceId`, `userId`. */
export async function removeMemberAction(_previous: unknown, form: FormData): Promise<OfOne> {
  return runUserAction(form, (ctx) => removeMember({ ctx, input: memberFields(form) }));
}

/** Fields: hidden `workspaceId`. Redirects to `/apps`. */
export async function leaveWorkspaceAction(_previous: unknown, form: FormData): Promise<ActionState> {
  const ctx = await userContext();
  const input = { workspaceId: textOf(form, "workspaceId") };
  const state = await runAction(ctx, form, async () => {
    await leaveWorkspace({ ctx, input });
    return null;
  });
  if (state.status !== "done") return state;
  redirect("/apps");
}

const invitationFields = (form: FormData) => ({
  workspaceId: textOf(form, "workspaceId"),
  invitationId: textOf(form, "invitationId"),
});

const memberFields = (form: FormData) => ({
  workspaceId: textOf(form, "workspaceId"),
  userId: textOf(form, "userId"),
});
