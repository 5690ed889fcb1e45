/** Making an account. */
import { attempts, memberships, users, workspaces } from "@agent-socket/db";
import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { expectRefusal } from "../../../test/refusal.ts";
import { openWorld } from "../../../test/world.ts";
import { SIGN_UP_PER_ADDRESS } from "./count-attempt.ts";
import { signIn } from "./sign-in.ts";
import { signUp } from "./sign-up.ts";

const world = await openWorld();
const { db } = world.database;

test("makes an account with a workspace of its own, in which apps can be made", async () => {
  const user = await signUp({
    ctx: world.visitor(),
    input: { email: " Ada@Example.com ", password: "correct horse" },
  });
  expect(user.email).toBe("ada@example.com");
  const own = await db
    .select({ role: memberships.role })
    .from(memberships)
    .innerJoin(workspaces, eq(workspaces.id, memberships.workspaceId))
    .where(eq(memberships.userId, user.id));
  expect(own).toEqual([{ role: "owner" }]);
  const appId = await world.newApp({ ...world.visitor(), user });
  expect(world.relay.entries.get(appId)).toMatchObject({ version: 1, status: "active" });
});

test("keeps the password as argon2id only", async () => {
  await signUp({ ctx: world.visitor(), input: { email: "hash@example.com", password: "canary-password" } });
  const [row] = await db.select().from(users).where(eq(users.email, "hash@example.com"));
  expect(row?.passwordHash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  expect(JSON.stringify(row)).not.toContain("canary-password");
});

test("refuses an address that has an account, in any case, and changes nothing of it", async () => {
  const input = { email: "taken@example.com", password: "the first password" };
  const first = await signUp({ ctx: world.visitor(), input });
  const again = signUp({
    ctx: world.visitor(),
    input: { email: "TAKEN@example.com", password: "another one" },
  });
  const refusal = await expectRefusal(again, "email_taken");
  expect(refusal.fields["email"]).toContain("Sign in instead");
  expect(await signIn({ ctx: world.visitor(), input })).toEqual(first);
});

test("two at once with one address: one account", async () => {
  const input = { email: "race@example.com", password: "correct horse" };
  const outcomes = await Promise.allSettled([1, 2, 3].map(() => signUp({ ctx: world.visitor(), input })));
  expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  expect(await db.select().from(users).where(eq(users.email, input.email))).toHaveLength(1);
});

test.each([
  [{ email: "nobody", password: "long enough" }, "email"],
  [{ email: "a@example.com", password: "short" }, "password"],
  [{ email: "a@example.com", password: "x".repeat(257) }, "password"],
  [{ email: `${"a".repeat(250)}@example.com`, password: "long enough" }, "email"],
])("refuses %o, naming the field", async (input, field) => {
  const refusal = await expectRefusal(signUp({ ctx: world.visitor(), input }), "invalid");
  expect(Object.keys(refusal.fields)).toEqual([field]);
});

test("one network address makes only so many accounts in an hour; another one is not held up", async () => {
  const ctx = { ...world.visitor(), ipAddress: "198.51.100.7" };
  const attempt = () => signUp({ ctx, input: { email: "not an address", password: "" } });
  for (let count = 0; count < SIGN_UP_PER_ADDRESS.tries; count++) await expectRefusal(attempt(), "invalid");
  const refusal = await expectRefusal(attempt(), "rate_limited");
  expect(refusal.message).toBe("Too many attempts. Try again in 60 minutes.");
  const other = { ...ctx, ipAddress: "198.51.100.8" };
  await expectRefusal(signUp({ ctx: other, input: { email: "no", password: "" } }), "invalid");
  expect(JSON.stringify(await db.select().from(attempts))).not.toContain("198.51.100");
});
