/** Making an account. */
import { attempts, memberships, users, workspaces } from "@agent-socket/db";
import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { expectRefusal } from "../../../test/refusal.ts";
import { openWorld, secretIn } from "../../../test/world.ts";
import { SIGN_UP_PER_ADDRESS } from "./count-attempt.ts";
import { signIn } from "./sign-in.ts";
import { signUp } from "./sign-up.ts";
import { verifyEmail } from "./verify-email.ts";

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
  const appId = await world.newApp({ ...world.visitor(), user, loginId: crypto.randomUUID() });
  expect(world.relay.entries.get(appId)).toMatchObject({ version: 1, status: "active" });
});

test("keeps the password as argon2id only", async () => {
  await signUp({ ctx: world.visitor(), input: { email: "hash@example.com", password: "canary-password" } });
  const [row] = await db.select().from(users).where(eq(users.email, "hash@example.com"));
  expect(row?.passwordHash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  expect(JSON.stringify(row)).not.toContain("canary-password");
});

test("an address that has an account: the same answer, another account that can never own it, and a mail to the owner", async () => {
  const input = { email: "taken@example.com", password: "the first password" };
  const owner = await signUp({ ctx: world.visitor(), input });
  const ctx = world.visitor();
  await verifyEmail({ ctx, input: { token: secretIn((await world.mailsTo(input.email))[0]) } });
  const second = await signUp({ ctx, input: { email: "TAKEN@example.com", password: "another password" } });
  expect({ ...second, id: "" }).toEqual({ ...owner, id: "" });
  expect(second.id).not.toBe(owner.id);
  const mails = await world.mailsTo(input.email);
  expect(mails[1]).toContain("an account that you already have");
  expect(mails[1]).not.toContain("token=");
  expect(await signIn({ ctx, input })).toMatchObject({ id: owner.id });
  // Whoever signed up gets back into what they made, and nowhere else.
  expect(await signIn({ ctx, input: { ...input, password: "another password" } })).toMatchObject({
    id: second.id,
  });
});

test("a taken address and a free one take as long", async () => {
  const taken = "timed@example.com";
  await signUp({ ctx: world.visitor(), input: { email: taken, password: "correct horse" } });
  const timeOf = async (email: string) => {
    const startedAt = performance.now();
    await signUp({ ctx: world.visitor(), input: { email, password: "correct horse" } });
    return performance.now() - startedAt;
  };
  const times: { taken: number[]; free: number[] } = { taken: [], free: [] };
  for (let round = 0; round < 9; round++) {
    times.taken.push(await timeOf(taken));
    times.free.push(await timeOf(`free-${round}@example.com`));
  }
  const [takenMs = 0, freeMs = 0] = Object.values(times).map(
    (list) => list.toSorted((a, b) => a - b)[4] ?? 0,
  );
  expect(takenMs / freeMs).toBeGreaterThan(0.5);
  expect(takenMs / freeMs).toBeLessThan(2);
});

test("an address is nobody's until it is verified: the first to prove it owns it", async () => {
  const email = "race@example.com";
  const claimants = await Promise.all(
    [1, 2, 3].map((number) =>
      signUp({ ctx: world.visitor(), input: { email, password: `password number ${number}` } }),
    ),
  );
  const links = (await world.mailsTo(email)).map(secretIn);
  expect(links).toHaveLength(3);
  const outcomes = await Promise.allSettled(
    links.map((token) => verifyEmail({ ctx: world.visitor(), input: { token } })),
  );
  expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  const rows = await db.select().from(users).where(eq(users.email, email));
  expect(rows.filter(({ emailVerifiedAt }) => emailVerifiedAt !== null)).toHaveLength(1);
  expect(new Set(claimants.map(({ id }) => id)).size).toBe(3);
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
