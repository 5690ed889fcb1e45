/** Accounts that nobody verified, and who of them stays. */
import { apps, authSessions, users, workspaces } from "@agent-socket/db";
import { eq, sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { openWorld } from "../../../test/world.ts";
import type { UserContext } from "../../context.ts";
import { forgetUnprovenAccounts } from "./forget-unproven-accounts.ts";

const world = await openWorld();
const { db } = world.database;

async function unproven(days: number): Promise<UserContext> {
  const ctx = await world.newUser();
  await db
    .update(users)
    .set({ emailVerifiedAt: null, createdAt: sql`now() - ${days} * interval '1 day'` })
    .where(eq(users.id, ctx.user.id));
  return ctx;
}

const isThere = async ({ user }: UserContext) =>
  (await db.select().from(users).where(eq(users.id, user.id))).length === 1;

test("who verified nothing in 30 days and owns nothing is forgotten, with the empty workspace", async () => {
  const gone = await unproven(31);
  const place = await world.workspaceOf(gone);
  const withOldApp = await unproven(31);
  const oldApp = await world.newApp(withOldApp);
  await db
    .update(apps)
    .set({ status: "deleted", deletedAt: new Date(0), purgedAt: new Date() })
    .where(eq(apps.id, oldApp));
  const stay = {
    young: await unproven(29),
    proven: await world.newUser(),
    withApp: await unproven(31),
    amongOthers: await unproven(31),
    signedIn: await unproven(31),
  };
  await db
    .update(users)
    .set({ createdAt: sql`now() - interval '90 days'` })
    .where(eq(users.id, stay.proven.user.id));
  await world.newApp(stay.withApp);
  await world.newMember(await world.workspaceOf(stay.amongOthers), "viewer");
  await db.insert(authSessions).values({
    idHash: "0".repeat(64),
    userId: stay.signedIn.user.id,
    expiresAt: new Date(Date.now() + 60_000),
  });

  expect(await forgetUnprovenAccounts({ ctx: world.service })).toBe(2);
  expect(await isThere(gone)).toBe(false);
  expect(await isThere(withOldApp)).toBe(false);
  expect(await db.select().from(workspaces).where(eq(workspaces.id, place))).toEqual([]);
  expect(await db.select().from(apps).where(eq(apps.id, oldApp))).toHaveLength(1);
  for (const [who, ctx] of Object.entries(stay)) expect(await isThere(ctx), who).toBe(true);
});
