/** Proving that an address is one's own. */
import { auditEvents, mailTokens, users } from "@agent-socket/db";
import { and, eq, sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { expectRefusal } from "../../../test/refusal.ts";
import { openWorld, secretIn } from "../../../test/world.ts";
import { MAILS_PER_RECIPIENT } from "./mail-limit.ts";
import { sendVerification, VERIFICATIONS_PER_ACCOUNT } from "./send-verification.ts";
import { signUp } from "./sign-up.ts";
import { findVerification, MAIL_LINKS_PER_ADDRESS, verifyEmail } from "./verify-email.ts";

const world = await openWorld();
const { db } = world.database;

const newcomer = async (email: string) => {
  const ctx = world.visitor();
  const user = await signUp({ ctx, input: { email, password: "correct horse" } });
  return { ...ctx, user, loginId: crypto.randomUUID() };
};
const linkTo = async (email: string) => secretIn((await world.mailsTo(email)).at(-1));
const isVerified = async (id: string) =>
  (await db.select().from(users).where(eq(users.id, id)))[0]?.emailVerifiedAt !== null;

test("the mailed link verifies the address once, and is kept as a digest only", async () => {
  const { user } = await newcomer("ada@example.com");
  expect(user.emailVerified).toBe(false);
  const token = await linkTo(user.email);
  expect(JSON.stringify(await db.select().from(mailTokens))).not.toContain(token);
  const ctx = world.visitor();
  expect(await findVerification({ ctx, input: { token } })).toEqual({ email: user.email });
  // Only reading a link, as scanners do, changes nothing.
  expect(await isVerified(user.id)).toBe(false);
  expect(await verifyEmail({ ctx, input: { token } })).toEqual({ email: user.email });
  expect(await isVerified(user.id)).toBe(true);
  await expectRefusal(verifyEmail({ ctx, input: { token } }), "link_used_up");
  expect(await findVerification({ ctx, input: { token } })).toBeNull();
  const isIt = and(eq(auditEvents.actorId, user.id), eq(auditEvents.action, "account.verify_email"));
  expect(await db.select().from(auditEvents).where(isIt)).toMatchObject([{ workspaceId: null }]);
});

test("a link that is too old, or never was, verifies nothing", async () => {
  const { user } = await newcomer("late@example.com");
  const token = await linkTo(user.email);
  await db
    .update(mailTokens)
    .set({ expiresAt: sql`now() - interval '1 second'` })
    .where(eq(mailTokens.userId, user.id));
  for (const given of [token, "", "x", "\u0000", "a".repeat(10_000)])
    await expectRefusal(verifyEmail({ ctx: world.visitor(), input: { token: given } }), "link_used_up");
  expect(await isVerified(user.id)).toBe(false);
});

test("sends the link again, so often and no more, and not to who is verified", async () => {
  const ctx = await newcomer("again@example.com");
  for (let count = 0; count < VERIFICATIONS_PER_ACCOUNT.tries; count++) await sendVerification({ ctx });
  await expectRefusal(sendVerification({ ctx }), "rate_limited");
  expect(await world.mailsTo(ctx.user.email)).toHaveLength(VERIFICATIONS_PER_ACCOUNT.tries + 1);
  const verified = await world.newUser();
  await sendVerification({ ctx: verified });
  expect(await world.mailsTo(verified.user.email)).toEqual([]);
});

test("nobody's mailbox is flooded by signing up with its address", async () => {
  const email = "flooded@example.com";
  for (let count = 0; count < MAILS_PER_RECIPIENT.tries + 3; count++) await newcomer(email);
  expect(await world.mailsTo(email)).toHaveLength(MAILS_PER_RECIPIENT.tries);
});

test("says so where no mail can be sent", async () => {
  const ctx = await newcomer("off@example.com");
  const mail = { ...ctx.mail, canSend: false };
  await expectRefusal(sendVerification({ ctx: { ...ctx, mail } }), "mail_off");
});

test("one network address tries only so many links", async () => {
  const ctx = { ...world.visitor(), ipAddress: "198.51.100.77" };
  for (let count = 0; count < MAIL_LINKS_PER_ADDRESS.tries; count++)
    await expectRefusal(verifyEmail({ ctx, input: { token: "guess" } }), "link_used_up");
  await expectRefusal(verifyEmail({ ctx, input: { token: "guess" } }), "rate_limited");
});
