/** Deleting a workspace with its apps, restoring both within the week, and what is forgotten after it. */
import { apps, auditEvents, memberships, workspaces } from "@agent-socket/db";
import { and, eq, sql } from "drizzle-orm";
import { beforeEach, expect, test } from "vitest";
import { expectRefusal } from "../test/refusal.ts";
import { linkCreated, newLink, sessionStarted } from "../test/relay-event.ts";
import { openWorld, secretIn, WORKSPACE_NAME } from "../test/world.ts";
import type { UserContext } from "./context.ts";
import { publishDue } from "./registry/publish-due.ts";
import { deleteAccount } from "./features/account/delete-account.ts";
import { deleteApp } from "./features/apps/delete-app.ts";
import { getApp } from "./features/apps/get-app.ts";
import { listApps } from "./features/apps/list-apps.ts";
import { purgeDeletedApps } from "./features/apps/purge-deleted-apps.ts";
import { restoreApp } from "./features/apps/restore-app.ts";
import { setSuspended } from "./features/apps/set-suspended.ts";
import { acceptInvitation } from "./features/workspaces/accept-invitation.ts";
import { deleteWorkspace } from "./features/workspaces/delete-workspace.ts";
import { getWorkspace } from "./features/workspaces/get-workspace.ts";
import { getWorkspaceImpact } from "./features/workspaces/get-workspace-impact.ts";
import { inviteMember } from "./features/workspaces/invite-member.ts";
import { listDeletedWorkspaces } from "./features/workspaces/list-deleted-workspaces.ts";
import { listWorkspaces } from "./features/workspaces/list-workspaces.ts";
import { purgeDeletedWorkspaces } from "./features/workspaces/purge-deleted-workspaces.ts";
import { restoreWorkspace } from "./features/workspaces/restore-workspace.ts";

const world = await openWorld();
const { db } = world.database;
beforeEach(() => {
  world.relay.mode = "up";
});

const remove = (ctx: UserContext, workspaceId: string, typedName = WORKSPACE_NAME) =>
  deleteWorkspace({ ctx, input: { workspaceId, typedName } });
const restore = (ctx: UserContext, workspaceId: string) => restoreWorkspace({ ctx, input: { workspaceId } });
const statusOf = (appId: string) => world.relay.entries.get(appId)?.status;

async function newOffice() {
  const owner = await world.newUser();
  const workspaceId = await world.workspaceOf(owner);
  const [active, suspended, gone] = [
    await world.newApp(owner, "Active"),
    await world.newApp(owner, "Suspended"),
    await world.newApp(owner, "Gone"),
  ];
  await setSuspended({ ctx: owner, input: { appId: suspended, suspended: true } });
  await deleteApp({ ctx: owner, input: { appId: gone, typedName: "Gone" } });
  return { owner, workspaceId, active, suspended, gone };
}

/** As if it had been deleted so long ago, its apps with it. */
async function deletedDaysAgo(workspaceId: string, days: number): Promise<void> {
  const deletedAt = sql`date_trunc('second', now()) - ${days} * interval '1 day'`;
  await db.update(workspaces).set({ deletedAt }).where(eq(workspaces.id, workspaceId));
  await db.update(apps).set({ deletedAt }).where(eq(apps.workspaceId, workspaceId));
}

test("says whom it would hit, in numbers", async () => {
  const { owner, workspaceId, active } = await newOffice();
  await world.newMember(workspaceId, "viewer");
  const link = await newLink(active);
  await world.report(sessionStarted(link), linkCreated(link));
  const impact = { apps: 2, liveSessions: 1, activeLinks: 1, otherMembers: 1 };
  expect(await getWorkspaceImpact({ ctx: owner, input: { workspaceId } })).toEqual(impact);
  const stranger = await world.newUser();
  await expectRefusal(getWorkspaceImpact({ ctx: stranger, input: { workspaceId } }), "not_found");
});

test("a deleted workspace is gone for everybody in it, its apps are refused at the relay, and all of it is in the audit", async () => {
  const { owner, workspaceId, active, suspended, gone } = await newOffice();
  const viewer = await world.newMember(workspaceId, "viewer");
  const email = `${crypto.randomUUID()}@example.com`;
  await inviteMember({ ctx: owner, input: { workspaceId, email, role: "viewer" } });
  expect(await remove(owner, workspaceId, ` ${WORKSPACE_NAME} `)).toEqual({ deletedApps: 2 });
  expect(await listDeletedWorkspaces({ ctx: owner })).toMatchObject([
    { id: workspaceId, name: WORKSPACE_NAME, apps: 2, unconfirmed: 2 },
  ]);
  await publishDue(world.service);
  expect([statusOf(active), statusOf(suspended)]).toEqual(["deleted", "deleted"]);
  expect(await listDeletedWorkspaces({ ctx: owner })).toMatchObject([{ apps: 2, unconfirmed: 0 }]);
  for (const ctx of [owner, viewer]) {
    expect(await listWorkspaces({ ctx })).toEqual([]);
    await expectRefusal(getWorkspace({ ctx, input: { workspaceId } }), "not_found");
    await expectRefusal(getApp({ ctx, input: { appId: active } }), "not_found");
  }
  expect(await listDeletedWorkspaces({ ctx: viewer })).toEqual([]);
  await expectRefusal(restoreApp({ ctx: owner, input: { appId: gone } }), "not_found");
  const invitee = { ...viewer, user: { ...viewer.user, email } };
  const token = secretIn((await world.mailsTo(email)).at(-1));
  await expectRefusal(acceptInvitation({ ctx: invitee, input: { token } }), "link_used_up");
  const inIt = and(eq(auditEvents.workspaceId, workspaceId), eq(auditEvents.action, "workspace.delete"));
  expect(await db.select().from(auditEvents).where(inIt)).toMatchObject([
    { actorId: owner.user.id, subject: workspaceId, detail: WORKSPACE_NAME },
  ]);
});

test("restored, its people are in it again, and its apps are what they were; one that was deleted before stays so", async () => {
  const { owner, workspaceId, active, suspended, gone } = await newOffice();
  const viewer = await world.newMember(workspaceId, "viewer");
  await remove(owner, workspaceId);
  await publishDue(world.service);
  expect(await restore(owner, workspaceId)).toEqual({ id: workspaceId });
  await publishDue(world.service);
  expect([statusOf(active), statusOf(suspended), statusOf(gone)]).toEqual(["active", "suspended", "deleted"]);
  expect(await listWorkspaces({ ctx: viewer })).toMatchObject([{ id: workspaceId, role: "viewer" }]);
  const listed = await listApps({ ctx: owner, input: { workspaceId } });
  expect(listed.map(({ id }) => id).toSorted()).toEqual([active, suspended].toSorted());
  await expectRefusal(restore(owner, workspaceId), "not_found");
  expect(await listDeletedWorkspaces({ ctx: owner })).toEqual([]);
  await restoreApp({ ctx: owner, input: { appId: gone } });
});

test("another name deletes nothing; only an owner deletes and restores, and strangers reach nothing", async () => {
  const { owner, workspaceId } = await newOffice();
  const stranger = await world.newUser();
  const refused = await expectRefusal(remove(owner, workspaceId, "test"), "invalid");
  expect(refused.fields).toEqual({ typedName: `Type ${WORKSPACE_NAME} to delete this workspace.` });
  const others = [];
  for (const role of ["admin", "developer", "viewer"] as const)
    others.push(await world.newMember(workspaceId, role));
  for (const ctx of others) await expectRefusal(remove(ctx, workspaceId), "forbidden");
  for (const place of [workspaceId, "", "\u0000"]) await expectRefusal(remove(stranger, place), "not_found");
  expect(await listWorkspaces({ ctx: owner })).toHaveLength(1);
  await remove(owner, workspaceId);
  await expectRefusal(remove(owner, workspaceId), "not_found");
  for (const ctx of others) await expectRefusal(restore(ctx, workspaceId), "forbidden");
  for (const place of [workspaceId, "", "\u0000"]) await expectRefusal(restore(stranger, place), "not_found");
  await expectRefusal(restore(stranger, await world.workspaceOf(stranger)), "not_found");
});

test("with the relay down it is deleted all the same, and the relay hears when it is back", async () => {
  const { owner, workspaceId, active } = await newOffice();
  world.relay.mode = "down";
  await remove(owner, workspaceId);
  await publishDue(world.service);
  expect(statusOf(active)).toBe("active");
  expect(await listDeletedWorkspaces({ ctx: owner })).toMatchObject([{ unconfirmed: 2 }]);
});

test("after a week it is gone for good: no name, nobody in it, no way back", async () => {
  const { owner, workspaceId, active } = await newOffice();
  await remove(owner, workspaceId);
  await deletedDaysAgo(workspaceId, 6);
  expect(await purgeDeletedWorkspaces({ ctx: world.service })).toBe(0);
  await deletedDaysAgo(workspaceId, 8);
  expect(await listDeletedWorkspaces({ ctx: owner })).toEqual([]);
  await expectRefusal(restore(owner, workspaceId), "not_found");
  expect(await purgeDeletedApps({ ctx: world.service })).toBe(3);
  expect(await purgeDeletedWorkspaces({ ctx: world.service })).toBe(1);
  expect(await purgeDeletedWorkspaces({ ctx: world.service })).toBe(0);
  const [row] = await db.select().from(workspaces).where(eq(workspaces.id, workspaceId));
  expect(row?.name).toBe("Deleted workspace");
  expect(await db.$count(memberships, eq(memberships.workspaceId, workspaceId))).toBe(0);
  expect(await db.select({ name: apps.name }).from(apps).where(eq(apps.id, active))).toEqual([
    { name: "Deleted app" },
  ]);
});

test("an account can be deleted whose only workspace with others is deleted already", async () => {
  const { owner, workspaceId } = await newOffice();
  await world.newMember(workspaceId, "viewer");
  const input = { email: owner.user.email };
  await expectRefusal(deleteAccount({ ctx: owner, input }), "last_owner");
  await remove(owner, workspaceId);
  expect(await deleteAccount({ ctx: owner, input })).toEqual({ deletedApps: 0 });
});
