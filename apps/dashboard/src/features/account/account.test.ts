/** A person's own account: name, password, logins, deletion. */
import { apps, auditEvents, authSessions, memberships, users, workspaces } from "@agent-socket/db";
import { and, desc, eq, isNull } from "drizzle-orm";
import { expect, test } from "vitest";
import { expectRefusal } from "../../../test/refusal.ts";
import { openWorld, SITE_URL } from "../../../test/world.ts";
import type { UserContext } from "../../context.ts";
import { publishDue } from "../../registry/publish-due.ts";
import { createLogins } from "../auth/logins.ts";
import { signIn } from "../auth/sign-in.ts";
import { signUp } from "../auth/sign-up.ts";
import { changeName } from "./change-name.ts";
import { changePassword, PASSWORD_CHANGES } from "./change-password.ts";
import { deleteAccount } from "./delete-account.ts";
import { endLogin, endOtherLogins } from "./end-login.ts";
import { getAccount } from "./get-account.ts";
import { listLogins } from "./list-logins.ts";

const world = await openWorld();
const { db } = world.database;
const logins = createLogins(db, SITE_URL);
const password = "correct horse battery";

/** Somebody with a password and a login of their own. */
async function newPerson(userAgent: string | null = null) {
  const email = `${crypto.randomUUID()}@example.com`;
  const user = await signUp({ ctx: world.visitor(), input: { email, password } });
  const cookie = await logins.open(user.id, userAgent);
  const found = await logins.find(cookie.value);
  if (found === null) throw new Error("No login.");
  const ctx: UserContext = { ...world.visitor(), ...found };
  return { ctx, email, cookie: cookie.value };
}
const actionsOf = async ({ user }: UserContext) => {
  const isOwn = and(eq(auditEvents.actorId, user.id), isNull(auditEvents.workspaceId));
  const rows = await db.select().from(auditEvents).where(isOwn).orderBy(desc(auditEvents.id));
  return rows.map(({ action }) => action);
};

test("changes the name, once, in the audit; refuses one that is too long", async () => {
  const { ctx } = await newPerson();
  expect(await changeName({ ctx, input: { name: "  Ada\n Lovelace " } })).toEqual({ name: "Ada Lovelace" });
  await changeName({ ctx, input: { name: "Ada Lovelace" } });
  expect(await getAccount({ ctx })).toMatchObject({
    name: "Ada Lovelace",
    hasPassword: true,
    hasGitHub: false,
  });
  expect(await actionsOf(ctx)).toEqual(["account.change_name"]);
  await expectRefusal(changeName({ ctx, input: { name: "x".repeat(81) } }), "invalid");
});

test("a new password ends the other logins and keeps this one", async () => {
  const { ctx, email, cookie } = await newPerson();
  const other = await logins.open(ctx.user.id, null);
  const input = { currentPassword: password, newPassword: "another fine sentence" };
  expect(await changePassword({ ctx, input })).toEqual({ endedLogins: 1 });
  expect(await logins.find(cookie)).not.toBeNull();
  expect(await logins.find(other.value)).toBeNull();
  await expectRefusal(signIn({ ctx, input: { email, password } }), "wrong_credentials");
  await signIn({ ctx, input: { email, password: input.newPassword } });
  expect(await actionsOf(ctx)).toEqual(["account.change_password"]);
  expect((await world.mailsTo(email)).join()).toContain("was changed");
});

test("refuses without the current password, and lets it be guessed only so often", async () => {
  const { ctx, email } = await newPerson();
  const guess = { currentPassword: "wrong", newPassword: "another fine sentence" };
  for (let count = 0; count < PASSWORD_CHANGES.tries; count++) {
    const refusal = await expectRefusal(changePassword({ ctx, input: guess }), "wrong_credentials");
    expect(Object.keys(refusal.fields)).toEqual(["currentPassword"]);
  }
  const right = { ...guess, currentPassword: password };
  await expectRefusal(changePassword({ ctx, input: right }), "rate_limited");
  await signIn({ ctx, input: { email, password } });
  const weak = { currentPassword: password, newPassword: "short" };
  await expectRefusal(changePassword({ ctx: (await newPerson()).ctx, input: weak }), "invalid");
});

test("who came by GitHub sets a first password without one", async () => {
  const { ctx, email } = await newPerson();
  await db.update(users).set({ passwordHash: null, githubId: 7 }).where(eq(users.id, ctx.user.id));
  expect(await getAccount({ ctx })).toMatchObject({ hasPassword: false, hasGitHub: true });
  await expectRefusal(signIn({ ctx, input: { email, password } }), "wrong_credentials");
  await changePassword({ ctx, input: { currentPassword: "", newPassword: "a first password" } });
  await signIn({ ctx, input: { email, password: "a first password" } });
});

test("lists the logins with a guess of the device, and ends one or all others, never another's", async () => {
  const { ctx, cookie } = await newPerson("Mozilla/5.0 (X11; Linux x86_64) Firefox/145.0");
  const [second, third] = [await logins.open(ctx.user.id, "curl/8"), await logins.open(ctx.user.id, null)];
  const stranger = await newPerson();
  const listed = await listLogins({ ctx });
  expect(listed.map(({ device, isCurrent }) => [device, isCurrent]).toSorted()).toEqual([
    ["Firefox on Linux", true],
    ["Unknown device", false],
    ["curl", false],
  ]);
  expect(JSON.stringify(listed)).not.toContain(cookie);
  const loginId = listed.find(({ device }) => device === "curl")?.id ?? "";
  await expectRefusal(endLogin({ ctx: stranger.ctx, input: { loginId } }), "not_found");
  expect(await logins.find(second.value)).not.toBeNull();
  expect(await endLogin({ ctx, input: { loginId } })).toEqual({ ended: 1 });
  expect(await logins.find(second.value)).toBeNull();
  await expectRefusal(endLogin({ ctx, input: { loginId } }), "not_found");
  await expectRefusal(endLogin({ ctx, input: { loginId: ctx.loginId } }), "invalid");
  for (const id of ["", "\u0000", "x"])
    await expectRefusal(endLogin({ ctx, input: { loginId: id } }), "not_found");
  expect(await endOtherLogins({ ctx })).toEqual({ ended: 1 });
  expect(await endOtherLogins({ ctx })).toEqual({ ended: 0 });
  expect(await logins.find(third.value)).toBeNull();
  expect(await logins.find(cookie)).not.toBeNull();
  expect(await logins.find(stranger.cookie)).not.toBeNull();
  expect(await actionsOf(ctx)).toEqual(["account.end_other_logins", "account.end_login"]);
});

test("deleting an account ends its logins and its own workspace, and takes its apps from the relay", async () => {
  const { ctx, email, cookie } = await newPerson();
  const appId = await world.newApp(ctx);
  await expectRefusal(deleteAccount({ ctx, input: { email: "other@example.com" } }), "invalid");
  expect(await logins.find(cookie)).not.toBeNull();
  expect(await deleteAccount({ ctx, input: { email: ` ${email.toUpperCase()} ` } })).toEqual({
    deletedApps: 1,
  });
  expect(await logins.find(cookie)).toBeNull();
  expect(await db.select().from(users).where(eq(users.id, ctx.user.id))).toEqual([]);
  expect(await db.select().from(authSessions).where(eq(authSessions.userId, ctx.user.id))).toEqual([]);
  expect(await db.select().from(apps).where(eq(apps.id, appId))).toMatchObject([{ status: "deleted" }]);
  await publishDue(world.service);
  expect(world.relay.entries.get(appId)).toMatchObject({ status: "deleted", version: 2 });
  await expectRefusal(signIn({ ctx, input: { email, password } }), "wrong_credentials");
  const isIt = and(eq(auditEvents.actorId, ctx.user.id), eq(auditEvents.action, "account.delete"));
  expect(await db.select().from(auditEvents).where(isIt)).toHaveLength(1);
});

test("the only owner of a workspace with others hands it over first", async () => {
  const { ctx, email } = await newPerson();
  const workspaceId = await world.workspaceOf(ctx);
  const appId = await world.newApp(ctx);
  const colleague = await world.newMember(workspaceId, "developer");
  const refusal = await expectRefusal(deleteAccount({ ctx, input: { email } }), "last_owner");
  expect(refusal.message).toContain("only owner");
  const isColleague = and(
    eq(memberships.workspaceId, workspaceId),
    eq(memberships.userId, colleague.user.id),
  );
  await db.update(memberships).set({ role: "owner" }).where(isColleague);
  await deleteAccount({ ctx, input: { email } });
  expect(await db.select().from(apps).where(eq(apps.id, appId))).toMatchObject([{ status: "active" }]);
  expect(await db.select().from(workspaces).where(eq(workspaces.id, workspaceId))).toHaveLength(1);
});
