/** Workspaces, and who is in them. */
import { auditEvents, memberships } from "@agent-socket/db";
import { and, eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { expectRefusal } from "../../../test/refusal.ts";
import { openWorld } from "../../../test/world.ts";
import type { UserContext } from "../../context.ts";
import { createWorkspace } from "./create-workspace.ts";
import { getWorkspace } from "./get-workspace.ts";
import { listMembers } from "./list-members.ts";
import { listWorkspaces, preferredWorkspace } from "./list-workspaces.ts";
import { changeRole, leaveWorkspace, removeMember } from "./members.ts";
import { renameWorkspace } from "./rename-workspace.ts";

const world = await openWorld();
const { db } = world.database;

async function newTeam() {
  const owner = await world.newUser();
  const workspaceId = await world.workspaceOf(owner);
  const [admin, developer, viewer] = [
    await world.newMember(workspaceId, "admin"),
    await world.newMember(workspaceId, "developer"),
    await world.newMember(workspaceId, "viewer"),
  ];
  return { workspaceId, owner, admin, developer, viewer, stranger: await world.newUser() };
}
const roleOf = async (workspaceId: string, { user }: UserContext) => {
  const isIt = and(eq(memberships.workspaceId, workspaceId), eq(memberships.userId, user.id));
  return (await db.select().from(memberships).where(isIt))[0]?.role ?? null;
};
const actionsOf = async (workspaceId: string) => {
  const rows = await db
    .select()
    .from(auditEvents)
    .where(eq(auditEvents.workspaceId, workspaceId))
    .orderBy(auditEvents.id);
  return rows.map(({ action, detail }) => `${action} ${detail}`);
};

test("a new workspace has its maker as owner, and is one of theirs", async () => {
  const ctx = await world.newUser();
  const own = await world.workspaceOf(ctx);
  const { id } = await createWorkspace({ ctx, input: { name: " Example\n Ltd " } });
  expect(await getWorkspace({ ctx, input: { workspaceId: id } })).toEqual({
    id,
    name: "Example Ltd",
    role: "owner",
    mayChange: true,
    mayManage: true,
    mayDelete: true,
  });
  expect((await listWorkspaces({ ctx })).map((one) => one.id)).toEqual([own, id]);
  expect(await preferredWorkspace({ ctx, input: { lastOpened: id } })).toBe(id);
  expect(await preferredWorkspace({ ctx, input: { lastOpened: crypto.randomUUID() } })).toBe(own);
  await expectRefusal(createWorkspace({ ctx, input: { name: " " } }), "invalid");
});

test("owners and admins rename it; others and strangers do not", async () => {
  const { workspaceId, owner, admin, developer, viewer, stranger } = await newTeam();
  expect(await renameWorkspace({ ctx: admin, input: { workspaceId, name: "New" } })).toEqual({ name: "New" });
  await renameWorkspace({ ctx: owner, input: { workspaceId, name: "New" } });
  expect(await actionsOf(workspaceId)).toEqual(["workspace.rename Test → New"]);
  for (const ctx of [developer, viewer])
    await expectRefusal(renameWorkspace({ ctx, input: { workspaceId, name: "Taken" } }), "forbidden");
  for (const place of [workspaceId, "", "\u0000", crypto.randomUUID()])
    await expectRefusal(
      renameWorkspace({ ctx: stranger, input: { workspaceId: place, name: "X" } }),
      "not_found",
    );
  await expectRefusal(renameWorkspace({ ctx: owner, input: { workspaceId, name: "" } }), "invalid");
  expect((await getWorkspace({ ctx: viewer, input: { workspaceId } })).name).toBe("New");
});

test("members see one another; strangers see nobody", async () => {
  const { workspaceId, viewer, owner, stranger } = await newTeam();
  const { members, invitations } = await listMembers({ ctx: viewer, input: { workspaceId } });
  expect(members.map(({ role }) => role)).toEqual(["owner", "admin", "developer", "viewer"]);
  expect(members.find(({ isYou }) => isYou)?.email).toBe(viewer.user.email);
  expect(members[0]).toMatchObject({ userId: owner.user.id, email: owner.user.email, name: "" });
  expect(invitations).toEqual([]);
  await expectRefusal(listMembers({ ctx: stranger, input: { workspaceId } }), "not_found");
});

test("changes roles within one's power", async () => {
  const { workspaceId, owner, admin, developer, viewer, stranger } = await newTeam();
  const change = (ctx: UserContext, who: UserContext, role: string) =>
    changeRole({ ctx, input: { workspaceId, userId: who.user.id, role } });
  await change(admin, viewer, "developer");
  expect(await roleOf(workspaceId, viewer)).toBe("developer");
  await change(admin, viewer, "developer");
  await expectRefusal(change(admin, viewer, "owner"), "forbidden");
  await expectRefusal(change(admin, owner, "viewer"), "forbidden");
  await expectRefusal(change(developer, viewer, "viewer"), "forbidden");
  await expectRefusal(change(stranger, viewer, "viewer"), "not_found");
  await expectRefusal(change(owner, viewer, "emperor"), "invalid");
  await expectRefusal(change(owner, stranger, "viewer"), "not_found");
  await change(owner, developer, "owner");
  expect(await roleOf(workspaceId, developer)).toBe("owner");
  expect(await actionsOf(workspaceId)).toEqual([
    `member.change_role ${viewer.user.email}, viewer → developer`,
    `member.change_role ${developer.user.email}, developer → owner`,
  ]);
});

test("the last owner neither steps down, nor leaves, nor is removed", async () => {
  const { workspaceId, owner, admin } = await newTeam();
  const input = { workspaceId, userId: owner.user.id };
  await expectRefusal(changeRole({ ctx: owner, input: { ...input, role: "viewer" } }), "last_owner");
  await expectRefusal(removeMember({ ctx: owner, input }), "last_owner");
  await expectRefusal(removeMember({ ctx: admin, input }), "forbidden");
  await expectRefusal(leaveWorkspace({ ctx: owner, input: { workspaceId } }), "last_owner");
  expect(await roleOf(workspaceId, owner)).toBe("owner");
});

test("two owners who leave at once: one stays", async () => {
  const { workspaceId, owner, admin } = await newTeam();
  await changeRole({ ctx: owner, input: { workspaceId, userId: admin.user.id, role: "owner" } });
  const outcomes = await Promise.allSettled(
    [owner, admin].map((ctx) => leaveWorkspace({ ctx, input: { workspaceId } })),
  );
  expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
});

test("who is removed or leaves reaches the workspace no more", async () => {
  const { workspaceId, owner, admin, developer, viewer, stranger } = await newTeam();
  const remove = (ctx: UserContext, who: UserContext) =>
    removeMember({ ctx, input: { workspaceId, userId: who.user.id } });
  for (const ctx of [developer, viewer]) await expectRefusal(remove(ctx, admin), "forbidden");
  await expectRefusal(remove(stranger, viewer), "not_found");
  await remove(admin, viewer);
  await expectRefusal(getWorkspace({ ctx: viewer, input: { workspaceId } }), "not_found");
  await expectRefusal(remove(admin, viewer), "not_found");
  for (const userId of ["", "\u0000"])
    await expectRefusal(removeMember({ ctx: owner, input: { workspaceId, userId } }), "not_found");
  await leaveWorkspace({ ctx: developer, input: { workspaceId } });
  await expectRefusal(getWorkspace({ ctx: developer, input: { workspaceId } }), "not_found");
  await expectRefusal(leaveWorkspace({ ctx: stranger, input: { workspaceId } }), "not_found");
  expect(await actionsOf(workspaceId)).toEqual([
    `member.remove ${viewer.user.email}`,
    `member.leave ${developer.user.email}`,
  ]);
});
