/** Logins: what the cookie is, what the database holds of it, and how one ends. */
import { authSessions } from "@agent-socket/db";
import { sha256 } from "@agent-socket/protocol";
import { eq, sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { openWorld } from "../../../test/world.ts";
import { createLogins } from "./logins.ts";

const world = await openWorld();
const { db } = world.database;
const logins = createLogins(db, "https://dashboard.example.com");

test("a login is found by its cookie and by nothing that the database holds", async () => {
  const { user } = await world.newUser();
  const cookie = await logins.open(user.id, "test");
  expect(await logins.find(cookie.value)).toMatchObject({ user });
  const [row] = await db.select().from(authSessions).where(eq(authSessions.userId, user.id));
  expect(row?.idHash).toBe(await sha256(cookie.value));
  expect(JSON.stringify(row)).not.toContain(cookie.value);
  expect(await logins.find(row?.idHash ?? "")).toBeNull();
});

test("each login has a new id, and ending one leaves the others", async () => {
  const { user } = await world.newUser();
  const [one, two] = [await logins.open(user.id, "test"), await logins.open(user.id, "test")];
  expect(one.value).not.toBe(two.value);
  await logins.end(one.value);
  expect(await logins.find(one.value)).toBeNull();
  expect(await logins.find(two.value)).toMatchObject({ user });
});

test("a login that ran out is none, and is forgotten", async () => {
  const { user } = await world.newUser();
  const cookie = await logins.open(user.id, "test");
  await db
    .update(authSessions)
    .set({ expiresAt: sql`now() - interval '1 second'` })
    .where(eq(authSessions.userId, user.id));
  expect(await logins.find(cookie.value)).toBeNull();
  await logins.open(user.id, "test");
  await logins.forgetExpired();
  expect(await db.select().from(authSessions).where(eq(authSessions.userId, user.id))).toHaveLength(1);
});

test("a login in the second half of its time is prolonged by its use", async () => {
  const { user } = await world.newUser();
  const cookie = await logins.open(user.id, "test");
  await db
    .update(authSessions)
    .set({ expiresAt: sql`now() + interval '1 day'` })
    .where(eq(authSessions.userId, user.id));
  expect(await logins.find(cookie.value)).toMatchObject({ user });
  const [row] = await db.select().from(authSessions).where(eq(authSessions.userId, user.id));
  expect(row?.expiresAt.getTime()).toBeGreaterThan(Date.now() + 29 * 86_400_000);
});

test("garbage is nobody", async () => {
  for (const value of ["", "x", "\u0000", "'; drop table users; --", "a".repeat(10_000)])
    expect(await logins.find(value)).toBeNull();
});

test("the cookie: out of reach of scripts, of other sites' posts, and on https of other hosts", async () => {
  const { user } = await world.newUser();
  const secure = (await logins.open(user.id, "test")).serialize();
  expect(secure).toMatch(/^__Host-login=[a-z0-9]{40};/);
  expect(secure).toContain("HttpOnly");
  expect(secure).toContain("Secure");
  expect(secure).toContain("SameSite=Lax");
  expect(secure).toContain("Path=/");
  expect(secure).not.toContain("Domain");
  const local = await createLogins(db, "http://localhost:3000").open(user.id, null);
  expect(local.serialize()).toMatch(/^login=[a-z0-9]{40};(?!.*Secure)/);
});

test("a login has a name for pages, keeps what the browser said of itself, and when it was seen", async () => {
  const { user } = await world.newUser();
  const cookie = await logins.open(user.id, "x".repeat(1000));
  const found = await logins.find(cookie.value);
  const read = async () => (await db.select().from(authSessions).where(eq(authSessions.userId, user.id)))[0];
  expect(found?.loginId).toBe((await read())?.publicId);
  expect((await read())?.userAgent).toHaveLength(300);
  await db
    .update(authSessions)
    .set({ lastSeenAt: sql`now() - interval '6 minutes'` })
    .where(eq(authSessions.userId, user.id));
  await logins.find(cookie.value);
  expect((await read())?.lastSeenAt.getTime()).toBeGreaterThan(Date.now() - 60_000);
});
