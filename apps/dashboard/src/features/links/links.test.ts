/** Listing and revoking links. */
import { auditEvents, links } from "@agent-socket/db";
import { and, eq, sql } from "drizzle-orm";
import { beforeEach, expect, test } from "vitest";
import { expectRefusal } from "../../../test/refusal.ts";
import {
  callFinished,
  linkCreated,
  linkRevoked,
  newLink,
  sessionEnded,
  sessionStarted,
} from "../../../test/relay-event.ts";
import { openWorld } from "../../../test/world.ts";
import { readLinkFilter } from "./link-filter.ts";
import { listLinks } from "./list-links.ts";
import { resendRevocations } from "./resend-revocations.ts";
import { revokeLink } from "./revoke-link.ts";
import { revokeLinks } from "./revoke-links.ts";

const world = await openWorld();
const { db } = world.database;
beforeEach(() => {
  world.relay.mode = "up";
});

async function setup() {
  const ctx = await world.newUser();
  const appId = await world.newApp(ctx);
  const link = await newLink(appId);
  await world.report(sessionStarted(link), linkCreated(link));
  return { ctx, appId, link, input: { appId, tokenId: link.tokenId } };
}
const stateOf = async ({ ctx, appId }: Awaited<ReturnType<typeof setup>>) =>
  (await listLinks({ ctx, input: { appId } })).links.map(({ state }) => state);

test("finds links by words of their label, by the beginning of their token id, and by where they stand", async () => {
  const { ctx, appId, link } = await setup();
  const [percent, revoked] = [await newLink(appId, link.sessionId), await newLink(appId, link.sessionId)];
  const atMs = Date.now() - 60_000;
  await world.report(
    linkCreated(percent, { atMs, label: "100% of Ada_1" }),
    linkCreated(revoked, { atMs: atMs - 1000, label: "Grace" }),
    linkRevoked(revoked, { atMs }),
  );
  const find = async (given: { search?: string; state?: string }) => {
    const filter = readLinkFilter({ search: null, state: null, ...given });
    return (await listLinks({ ctx, input: { appId, filter } })).links.map(({ tokenId }) => tokenId);
  };
  expect(await find({ search: " ada " })).toEqual([percent.tokenId]);
  for (const literal of ["0%", "a_1"]) expect(await find({ search: literal })).toEqual([percent.tokenId]);
  for (const pattern of ["%race", "G_ace", "\\"]) expect(await find({ search: pattern })).toEqual([]);
  expect(await find({ search: revoked.tokenId.slice(0, 8).toLowerCase() })).toEqual([revoked.tokenId]);
  expect(await find({ state: "revoked" })).toEqual([revoked.tokenId]);
  expect(await find({ state: "active", search: "grace" })).toEqual([]);
  expect(await find({ state: "nonsense", search: "\u0000" })).toHaveLength(3);
});

test("lists links newest first, each with its state and its use", async () => {
  const { ctx, appId, link } = await setup();
  const past = Date.now() - 60_000;
  const [used, expired, revoked, orphan] = await Promise.all(
    [1, 2, 3, 4].map(() => newLink(appId, link.sessionId)),
  );
  const ended = await newLink(appId);
  if (!used || !expired || !revoked || !orphan) throw new Error("No links.");
  await world.report(
    linkCreated(used, { atMs: past - 5000, maxCalls: 2 }),
    linkCreated(expired, { atMs: past - 4000, expiresAtMs: past }),
    linkCreated(revoked, { atMs: past - 3000 }),
    linkRevoked(revoked, { atMs: past, by: "app" }),
    sessionStarted(ended, { atMs: past - 2000 }),
    linkCreated(ended, { atMs: past - 2000, label: "of an ended session" }),
    sessionEnded(ended),
    callFinished(used, { startedAtMs: past }),
    callFinished(used, { startedAtMs: past + 1, outcome: "tool_error" }),
  );
  const page = await listLinks({ ctx, input: { appId } });
  expect(page.nextCursor).toBeNull();
  expect(page.links).toMatchObject([
    { tokenId: link.tokenId, state: "active", calls: 0, openedAtMs: null, lastUsedAtMs: null },
    { tokenId: ended.tokenId, state: "session_ended", label: "of an ended session" },
    { tokenId: revoked.tokenId, state: "revoked", revokedBy: "app", revokedAtMs: past },
    { tokenId: expired.tokenId, state: "expired", expiresAtMs: past },
    {
      tokenId: used.tokenId,
      state: "expired",
      calls: 2,
      errors: 1,
      lastUsedAtMs: past + 1,
      openedAtMs: past,
    },
  ]);
});

test("pages through all links once, in order, also those of one millisecond", async () => {
  const ctx = await world.newUser();
  const appId = await world.newApp(ctx);
  const first = await newLink(appId);
  const all = await Promise.all(Array.from({ length: 120 }, () => newLink(appId, first.sessionId)));
  const atMs = Date.now() - 1000;
  for (const part of [all.slice(0, 60), all.slice(60)])
    await world.report(...part.map((link) => linkCreated(link, { atMs })));
  const seen: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await listLinks({ ctx, input: { appId, cursor } });
    seen.push(...page.links.map(({ tokenId }) => tokenId));
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  expect(seen).toEqual(
    all
      .map(({ tokenId }) => tokenId)
      .toSorted()
      .toReversed(),
  );
});

test.each(["nonsense", "1.", "99999999999999.x", "1.\u0000", "1.' or true"])(
  "a cursor that was never made here, %j, begins at the start",
  async (cursor) => {
    const { ctx, appId } = await setup();
    const page = await listLinks({ ctx, input: { appId, cursor } });
    expect(page.nextCursor).toBeNull();
  },
);

test("revokes a link: the relay is told, acknowledges, and the audit knows who", async () => {
  const story = await setup();
  const { ctx, input, link, appId } = story;
  const revocation = await revokeLink({ ctx, input });
  expect(revocation).toMatchObject({ state: "revoked", afterMs: expect.any(Number) });
  expect(world.relay.revoked).toContain(link.tokenId);
  expect(await stateOf(story)).toEqual(["revoked"]);
  const rows = await listLinks({ ctx, input: { appId } });
  expect(rows.links[0]).toMatchObject({ revokedBy: "developer", revokeRequestedAtMs: expect.any(Number) });
  const audit = await db
    .select()
    .from(auditEvents)
    .where(and(eq(auditEvents.appId, appId), eq(auditEvents.action, "link.revoke")));
  expect(audit).toMatchObject([{ subject: link.tokenId, actorId: ctx.user.id }]);
});

test("revoking twice asks the relay once", async () => {
  const { ctx, input, link } = await setup();
  const first = await revokeLink({ ctx, input });
  expect(await revokeLink({ ctx, input })).toEqual({ ...first, afterMs: 0 });
  expect(world.relay.revoked.filter((tokenId) => tokenId === link.tokenId)).toHaveLength(1);
});

test("with the relay down the wish is kept, is shown as such, and is sent again until it is acknowledged", async () => {
  const story = await setup();
  const { ctx, input, link } = story;
  world.relay.mode = "down";
  expect(await revokeLink({ ctx, input })).toEqual({
    state: "revoking",
    reason: "The relay answered with status 503.",
  });
  expect(await stateOf(story)).toEqual(["revoking"]);
  world.relay.mode = "up";
  await resendRevocations(world.service);
  expect(await stateOf(story)).toEqual(["revoking"]);
  await db.update(links).set({ revokeAttemptedAt: sql`now() - interval '1 minute'` });
  await Promise.all([resendRevocations(world.service), resendRevocations(world.service)]);
  expect(await stateOf(story)).toEqual(["revoked"]);
  expect(world.relay.revoked.filter((tokenId) => tokenId === link.tokenId)).toHaveLength(1);
});

test("a wish that another process is busy with is left to it, without waiting", async () => {
  const story = await setup();
  world.relay.mode = "down";
  await revokeLink({ ctx: story.ctx, input: story.input });
  world.relay.mode = "up";
  await db.update(links).set({ revokeAttemptedAt: sql`now() - interval '1 minute'` });
  await db.transaction(async (other) => {
    await other.select().from(links).where(eq(links.tokenId, story.link.tokenId)).for("update");
    await resendRevocations(world.service);
  });
  expect(await stateOf(story)).toEqual(["revoking"]);
  await resendRevocations(world.service);
  expect(await stateOf(story)).toEqual(["revoked"]);
});

test("many at once: each by itself, and what fails says why", async () => {
  const { ctx, appId, link } = await setup();
  const others = await Promise.all(Array.from({ length: 5 }, () => newLink(appId, link.sessionId)));
  await world.report(...others.map((other) => linkCreated(other)));
  const tokenIds = [...others.map(({ tokenId }) => tokenId), "nonsense", "0000000000000", link.tokenId];
  const revoked = await revokeLinks({ ctx, input: { appId, tokenIds: [...tokenIds, link.tokenId] } });
  const outcomes = Object.fromEntries(revoked.map(({ tokenId, outcome }) => [tokenId, outcome]));
  expect(Object.keys(outcomes).toSorted()).toEqual(tokenIds.toSorted());
  for (const { tokenId } of [link, ...others])
    expect(outcomes[tokenId]).toMatchObject({ state: "revoked", afterMs: expect.any(Number) });
  for (const tokenId of ["nonsense", "0000000000000"])
    expect(outcomes[tokenId]).toEqual({ state: "failed", reason: "This link does not exist." });
  await expectRefusal(revokeLinks({ ctx, input: { appId, tokenIds: [] } }), "invalid");
  await expectRefusal(
    revokeLinks({ ctx, input: { appId, tokenIds: Array.from({ length: 21 }, (_, n) => `L${n}`) } }),
    "invalid",
  );
});

test("many at once with the relay down: all wishes are kept", async () => {
  const story = await setup();
  world.relay.mode = "down";
  const revoked = await revokeLinks({
    ctx: story.ctx,
    input: { appId: story.appId, tokenIds: [story.link.tokenId] },
  });
  expect(revoked).toMatchObject([{ outcome: { state: "revoking" } }]);
  expect(await stateOf(story)).toEqual(["revoking"]);
});

test("who revoked first is who revoked", async () => {
  const { ctx, input, link, appId } = await setup();
  await revokeLink({ ctx, input });
  await world.report(linkRevoked(link, { by: "holder" }));
  expect((await listLinks({ ctx, input: { appId } })).links).toMatchObject([{ revokedBy: "developer" }]);
});

test("cannot reach another workspace, and a viewer only looks", async () => {
  const story = await setup();
  const { input, appId, link } = story;
  const stranger = await world.newUser();
  const theirs = await world.newApp(stranger);
  await expectRefusal(listLinks({ ctx: stranger, input: { appId } }), "not_found");
  await expectRefusal(revokeLink({ ctx: stranger, input }), "not_found");
  const many = { appId, tokenIds: [link.tokenId] };
  await expectRefusal(revokeLinks({ ctx: stranger, input: many }), "not_found");
  const elsewhere = await revokeLinks({ ctx: stranger, input: { ...many, appId: theirs } });
  expect(elsewhere).toMatchObject([{ outcome: { state: "failed" } }]);
  await expectRefusal(revokeLink({ ctx: stranger, input: { ...input, appId: theirs } }), "not_found");
  await expectRefusal(revokeLink({ ctx: story.ctx, input: { appId, tokenId: "\u0000" } }), "not_found");
  const viewer = await world.newMember(appId, "viewer");
  await expectRefusal(revokeLink({ ctx: viewer, input }), "forbidden");
  await expectRefusal(revokeLinks({ ctx: viewer, input: many }), "forbidden");
  expect(world.relay.revoked).not.toContain(link.tokenId);
  expect((await listLinks({ ctx: viewer, input: { appId } })).links).toMatchObject([{ state: "active" }]);
  expect(await stateOf(story)).toEqual(["active"]);
});
