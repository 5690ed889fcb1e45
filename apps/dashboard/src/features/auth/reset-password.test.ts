/** A forgotten password, and what a guesser of addresses learns. */
import { authSessions, mailTokens } from "@agent-socket/db";
import { eq, sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { expectRefusal } from "../../../test/refusal.ts";
import { openWorld, secretIn, SITE_URL } from "../../../test/world.ts";
import { createLogins } from "./logins.ts";
import { requestPasswordReset, RESETS_PER_ACCOUNT } from "./request-password-reset.ts";
import { canResetPassword, resetPassword } from "./reset-password.ts";
import { signIn } from "./sign-in.ts";
import { signUp } from "./sign-up.ts";

const world = await openWorld();
const { db } = world.database;
const logins = createLogins(db, SITE_URL);
const ctx = world.visitor();
const [old, fresh] = ["the old password", "the fresh password"];

const request = (email: string) => requestPasswordReset({ ctx: world.visitor(), input: { email } });
/** Mails of one moment arrive in any order, so that the last one is told by where it leads. */
const linkTo = async (email: string, page = "/reset-password") =>
  secretIn((await world.mailsTo(email)).findLast((text) => text.includes(page)));

test("the mailed link sets a new password once, ends every login, and proves the address", async () => {
  const email = "ada@example.com";
  const { id } = await signUp({ ctx, input: { email, password: old } });
  const cookie = await logins.open(id, null);
  await request(" ADA@example.com ");
  const token = await linkTo(email);
  expect(await canResetPassword({ ctx, input: { token } })).toBe(true);
  const user = await resetPassword({ ctx, input: { token, password: fresh } });
  expect(user).toMatchObject({ id, emailVerified: true });
  expect(await logins.find(cookie.value)).toBeNull();
  expect(await db.select().from(authSessions).where(eq(authSessions.userId, id))).toEqual([]);
  await expectRefusal(signIn({ ctx, input: { email, password: old } }), "wrong_credentials");
  expect(await signIn({ ctx, input: { email, password: fresh } })).toMatchObject({ id, emailVerified: true });
  await expectRefusal(resetPassword({ ctx, input: { token, password: old } }), "link_used_up");
  expect((await world.mailsTo(email)).join()).toContain("was changed");
});

test("a second link ends the first one's use, and an old one is good for nothing", async () => {
  const email = "twice@example.com";
  const { id } = await signUp({ ctx, input: { email, password: old } });
  await request(email);
  const first = await linkTo(email);
  await request(email);
  await resetPassword({ ctx, input: { token: await linkTo(email), password: fresh } });
  await expectRefusal(resetPassword({ ctx, input: { token: first, password: old } }), "link_used_up");
  await request(email);
  const token = await linkTo(email);
  await db
    .update(mailTokens)
    .set({ expiresAt: sql`now() - interval '1 second'` })
    .where(eq(mailTokens.userId, id));
  await expectRefusal(resetPassword({ ctx, input: { token, password: old } }), "link_used_up");
  expect(await canResetPassword({ ctx, input: { token } })).toBe(false);
});

test("a weak password does not use the link up", async () => {
  const email = "weak@example.com";
  await signUp({ ctx, input: { email, password: old } });
  await request(email);
  const token = await linkTo(email);
  const refusal = await expectRefusal(resetPassword({ ctx, input: { token, password: "short" } }), "invalid");
  expect(Object.keys(refusal.fields)).toEqual(["password"]);
  await resetPassword({ ctx, input: { token, password: fresh } });
});

test("a link that verifies an address sets no password", async () => {
  const email = "other@example.com";
  await signUp({ ctx, input: { email, password: old } });
  const input = { token: await linkTo(email, "/verify-email"), password: fresh };
  await expectRefusal(resetPassword({ ctx, input }), "link_used_up");
});

test("an address without an account gets the same answer, and no mail", async () => {
  await signUp({ ctx, input: { email: "known@example.com", password: old } });
  expect(await request("known@example.com")).toEqual({ email: "known@example.com" });
  expect(await request("unknown@example.com")).toEqual({ email: "unknown@example.com" });
  expect(await world.mailsTo("unknown@example.com")).toEqual([]);
  for (const email of ["known@example.com", "unknown@example.com"]) {
    for (let count = 1; count < RESETS_PER_ACCOUNT.tries; count++) await request(email);
    await expectRefusal(request(email), "rate_limited");
  }
});

test("an address without an account takes as long", async () => {
  const times: { known: number[]; unknown: number[] } = { known: [], unknown: [] };
  for (let round = 0; round < 9; round++) {
    await signUp({ ctx, input: { email: `timed-${round}@example.com`, password: old } });
    await world.mailsTo("");
    for (const [kind, email] of [
      ["known", `timed-${round}@example.com`],
      ["unknown", `untimed-${round}@example.com`],
    ] as const) {
      const startedAt = performance.now();
      await request(email);
      times[kind].push(performance.now() - startedAt);
      await world.mailsTo("");
    }
  }
  const [known = 0, unknown = 0] = Object.values(times).map((list) => list.toSorted((a, b) => a - b)[4] ?? 0);
  expect(known / unknown).toBeGreaterThan(0.4);
  expect(known / unknown).toBeLessThan(2.5);
});

test("says so where no mail can be sent, whoever asks", async () => {
  const mail = { ...ctx.mail, canSend: false };
  for (const email of ["known@example.com", "nobody@example.com"])
    await expectRefusal(requestPasswordReset({ ctx: { ...ctx, mail }, input: { email } }), "mail_off");
});
