/** Inviting people by mail, and what they make of it. */
import { auditEvents, invitations, memberships } from "@agent-socket/db";
import { and, eq, sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { expectRefusal } from "../../../test/refusal.ts";
import { openWorld, secretIn } from "../../../test/world.ts";
import type { UserContext } from "../../context.ts";
import { signUp } from "../auth/sign-up.ts";
import { acceptInvitation } from "./accept-invitation.ts";
import { findInvitation } from "./find-invitation.ts";
import { INVITATIONS_PER_WORKSPACE, inviteMember } from "./invite-member.ts";
import { listMembers } from "./list-members.ts";
import { resendInvitation } from "./resend-invitation.ts";
import { revokeInvitation } from "./revoke-invitation.ts";

const world = await openWorld();
const { db } = world.database;

const newOwner = async () => {
  const ctx = await world.newUser();
  return { ctx, workspaceId: await world.workspaceOf(ctx) };
};
const newAddress = () => `${crypto.randomUUID()}@example.com`;
const invite = (ctx: UserContext, workspaceId: string, email: string, role = "developer") =>
  inviteMember({ ctx, input: { workspaceId, email, role } });
const linkTo = async (email: string) => secretIn((await world.mailsTo(email)).at(-1));
const newcomer = async (email: string): Promise<UserContext> => {
  const user = await signUp({ ctx: world.visitor(), input: { email, password: "correct horse" } });
  await world.mailsTo(email);
  return { ...world.visitor(), user, loginId: crypto.randomUUID() };
};
const openIn = async (ctx: UserContext, workspaceId: string) =>
  (await listMembers({ ctx, input: { workspaceId } })).invitations;

test("invites somebody who has no account yet: they sign up, accept, and are in, with a verified address", async () => {
  const { ctx, workspaceId } = await newOwner();
  const email = newAddress();
  expect(await invite(ctx, workspaceId, ` ${email.toUpperCase()} `, "viewer")).toMatchObject({
    email,
    isMailed: true,
  });
  const [mail] = await world.mailsTo(email);
  expect(mail).toContain(ctx.user.email);
  const token = secretIn(mail);
  expect(JSON.stringify(await db.select().from(invitations))).not.toContain(token);
  expect(await findInvitation({ ctx, input: { token } })).toMatchObject({
    email,
    role: "viewer",
    workspaceId,
  });
  const her = await newcomer(email);
  expect(await acceptInvitation({ ctx: her, input: { token } })).toEqual({ workspaceId });
  const { members, invitations: open } = await listMembers({ ctx: her, input: { workspaceId } });
  expect(members.find(({ isYou }) => isYou)).toMatchObject({ email, role: "viewer" });
  expect(open).toEqual([]);
  const user = await db.query.users.findFirst({ where: (users, { eq: is }) => is(users.id, her.user.id) });
  expect(user?.emailVerifiedAt).not.toBeNull();
  await expectRefusal(acceptInvitation({ ctx: her, input: { token } }), "link_used_up");
  const inIt = await db
    .select()
    .from(auditEvents)
    .where(eq(auditEvents.workspaceId, workspaceId))
    .orderBy(auditEvents.id);
  expect(inIt.map(({ action }) => action)).toEqual(["member.invite", "member.join"]);
});

test("invites somebody who has an account; another one cannot accept in their place", async () => {
  const { ctx, workspaceId } = await newOwner();
  const [her, stranger] = [await world.newUser(), await world.newUser()];
  await invite(ctx, workspaceId, her.user.email);
  const token = await linkTo(her.user.email);
  const refusal = await expectRefusal(acceptInvitation({ ctx: stranger, input: { token } }), "forbidden");
  expect(refusal.message).toContain(her.user.email);
  await acceptInvitation({ ctx: her, input: { token } });
  const refused = await expectRefusal(invite(ctx, workspaceId, her.user.email), "invalid");
  expect(refused.fields).toEqual({ email: "This person is a member already." });
});

test("an account that only claims the address cannot accept once another owns it", async () => {
  const { ctx, workspaceId } = await newOwner();
  const owner = await world.newUser();
  const claimant = await newcomer(owner.user.email);
  await invite(ctx, workspaceId, owner.user.email);
  const token = await linkTo(owner.user.email);
  await expectRefusal(acceptInvitation({ ctx: claimant, input: { token } }), "email_taken");
  await acceptInvitation({ ctx: owner, input: { token } });
});

test("sent again it has a new link, and the old one is dead; revoked it has none", async () => {
  const { ctx, workspaceId } = await newOwner();
  const her = await world.newUser();
  await invite(ctx, workspaceId, her.user.email);
  const first = await linkTo(her.user.email);
  const [open] = await openIn(ctx, workspaceId);
  const input = { workspaceId, invitationId: open?.id ?? "" };
  await resendInvitation({ ctx, input });
  const second = await linkTo(her.user.email);
  await expectRefusal(acceptInvitation({ ctx: her, input: { token: first } }), "link_used_up");
  expect(await revokeInvitation({ ctx, input })).toEqual({ email: her.user.email });
  await expectRefusal(acceptInvitation({ ctx: her, input: { token: second } }), "link_used_up");
  await expectRefusal(revokeInvitation({ ctx, input }), "not_found");
  await expectRefusal(resendInvitation({ ctx, input }), "not_found");
  expect(await openIn(ctx, workspaceId)).toEqual([]);
});

test("it works for 7 days, and one that ran out can be sent again", async () => {
  const { ctx, workspaceId } = await newOwner();
  const her = await world.newUser();
  await invite(ctx, workspaceId, her.user.email);
  const [row] = await openIn(ctx, workspaceId);
  expect((row?.expiresAtMs ?? 0) - (row?.sentAtMs ?? 0)).toBe(7 * 86_400_000);
  await db
    .update(invitations)
    .set({ expiresAt: sql`now() - interval '1 second'` })
    .where(eq(invitations.workspaceId, workspaceId));
  expect(await openIn(ctx, workspaceId)).toMatchObject([{ isExpired: true }]);
  const token = await linkTo(her.user.email);
  await expectRefusal(acceptInvitation({ ctx: her, input: { token } }), "link_used_up");
  await resendInvitation({ ctx, input: { workspaceId, invitationId: row?.id ?? "" } });
  await acceptInvitation({ ctx: her, input: { token: await linkTo(her.user.email) } });
});

test("inviting the same address again changes the role, and there is one invitation", async () => {
  const { ctx, workspaceId } = await newOwner();
  const email = newAddress();
  await invite(ctx, workspaceId, email, "viewer");
  await invite(ctx, workspaceId, email, "admin");
  expect(await openIn(ctx, workspaceId)).toMatchObject([{ email, role: "admin" }]);
});

test("only owners and admins invite, only an owner makes an owner, and strangers reach nothing", async () => {
  const { ctx, workspaceId } = await newOwner();
  await invite(ctx, workspaceId, newAddress());
  const [open] = await openIn(ctx, workspaceId);
  const input = { workspaceId, invitationId: open?.id ?? "" };
  for (const role of ["developer", "viewer"] as const) {
    const member = await world.newMember(workspaceId, role);
    await expectRefusal(invite(member, workspaceId, newAddress()), "forbidden");
    await expectRefusal(resendInvitation({ ctx: member, input }), "forbidden");
    await expectRefusal(revokeInvitation({ ctx: member, input }), "forbidden");
  }
  const admin = await world.newMember(workspaceId, "admin");
  await invite(admin, workspaceId, newAddress(), "admin");
  await expectRefusal(invite(admin, workspaceId, newAddress(), "owner"), "forbidden");
  await invite(ctx, workspaceId, newAddress(), "owner");
  const stranger = await newOwner();
  await expectRefusal(invite(stranger.ctx, workspaceId, newAddress()), "not_found");
  for (const place of [workspaceId, stranger.workspaceId]) {
    const given = { ...input, workspaceId: place };
    await expectRefusal(resendInvitation({ ctx: stranger.ctx, input: given }), "not_found");
    await expectRefusal(revokeInvitation({ ctx: stranger.ctx, input: given }), "not_found");
  }
  expect(await openIn(ctx, workspaceId)).toHaveLength(3);
});

test("refuses what is no address and no role, and an inviter who is not verified", async () => {
  const { ctx, workspaceId } = await newOwner();
  const email = newAddress();
  expect(Object.keys((await expectRefusal(invite(ctx, workspaceId, "x"), "invalid")).fields)).toEqual([
    "email",
  ]);
  await expectRefusal(invite(ctx, workspaceId, email, "emperor"), "invalid");
  const unverified = { ...ctx, user: { ...ctx.user, emailVerified: false } };
  await expectRefusal(invite(unverified, workspaceId, email), "email_unverified");
  for (const token of ["", "x", "\u0000"]) expect(await findInvitation({ ctx, input: { token } })).toBeNull();
});

test("the link that the inviter copies joins, but proves no address: only the mailed one does", async () => {
  const { ctx, workspaceId } = await newOwner();
  const email = newAddress();
  const { link } = await invite(ctx, workspaceId, email);
  const token = secretIn(link);
  expect(token).not.toBe(await linkTo(email));
  expect(JSON.stringify(await db.select().from(invitations))).not.toContain(token);
  const stranger = await world.newUser();
  await expectRefusal(acceptInvitation({ ctx: stranger, input: { token } }), "forbidden");
  const her = await newcomer(email);
  expect(await acceptInvitation({ ctx: her, input: { token } })).toEqual({ workspaceId });
  const user = await db.query.users.findFirst({ where: (users, { eq: is }) => is(users.id, her.user.id) });
  expect(user?.emailVerifiedAt).toBeNull();
  await expectRefusal(acceptInvitation({ ctx: her, input: { token } }), "link_used_up");
  await expectRefusal(acceptInvitation({ ctx: her, input: { token: await linkTo(email) } }), "link_used_up");
});

test("with a copied link nobody joins by an address that is another's, and sending again ends it", async () => {
  const { ctx, workspaceId } = await newOwner();
  const owner = await world.newUser();
  const claimant = await newcomer(owner.user.email);
  const { link } = await invite(ctx, workspaceId, owner.user.email);
  await expectRefusal(acceptInvitation({ ctx: claimant, input: { token: secretIn(link) } }), "email_taken");
  const [open] = await openIn(ctx, workspaceId);
  const again = await resendInvitation({ ctx, input: { workspaceId, invitationId: open?.id ?? "" } });
  await expectRefusal(acceptInvitation({ ctx: owner, input: { token: secretIn(link) } }), "link_used_up");
  await acceptInvitation({ ctx: owner, input: { token: secretIn(again.link) } });
});

test("without a mail server an invitation is a link to hand over, from whomever", async () => {
  const { ctx, workspaceId } = await newOwner();
  const email = newAddress();
  const unmailed = {
    ...ctx,
    mail: { ...ctx.mail, canSend: false },
    user: { ...ctx.user, emailVerified: false },
  };
  const { link, isMailed } = await invite(unmailed, workspaceId, email);
  expect(isMailed).toBe(false);
  expect(await acceptInvitation({ ctx: await newcomer(email), input: { token: secretIn(link) } })).toEqual({
    workspaceId,
  });
});

test("a workspace mails only so many invitations a day", async () => {
  const { ctx, workspaceId } = await newOwner();
  for (let count = 0; count < INVITATIONS_PER_WORKSPACE.tries; count++)
    await invite(ctx, workspaceId, newAddress());
  await expectRefusal(invite(ctx, workspaceId, newAddress()), "rate_limited");
});

test("accepting twice at once joins once", async () => {
  const { ctx, workspaceId } = await newOwner();
  const her = await world.newUser();
  await invite(ctx, workspaceId, her.user.email);
  const token = await linkTo(her.user.email);
  const outcomes = await Promise.allSettled(
    [1, 2, 3].map(() => acceptInvitation({ ctx: her, input: { token } })),
  );
  expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  const isHers = and(eq(memberships.workspaceId, workspaceId), eq(memberships.userId, her.user.id));
  expect(await db.select().from(memberships).where(isHers)).toHaveLength(1);
});
