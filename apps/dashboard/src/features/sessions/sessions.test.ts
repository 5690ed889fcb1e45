/** Listing and ending sessions. */
import { auditEvents } from "@agent-socket/db";
import { newSessionId } from "@agent-socket/protocol";
import { and, eq } from "drizzle-orm";
import { beforeEach, expect, test } from "vitest";
import { expectRefusal } from "../../../test/refusal.ts";
import {
  linkCreated,
  linkRevoked,
  newLink,
  sessionEnded,
  sessionPresence,
  sessionStarted,
} from "../../../test/relay-event.ts";
import { openWorld } from "../../../test/world.ts";
import { endSession } from "./end-session.ts";
import { listSessions } from "./list-sessions.ts";

const world = await openWorld();
beforeEach(() => {
  world.relay.mode = "up";
});

test("lists online sessions first, then the newest, each with the links that still work", async () => {
  const ctx = await world.newUser();
  const appId = await world.newApp(ctx);
  const [online, away, ended] = [await newLink(appId), await newLink(appId), await newLink(appId)];
  const revoked = await newLink(appId, online.sessionId);
  const expired = await newLink(appId, online.sessionId);
  const at = (seconds: number) => ({ atMs: Date.now() - 60_000 + seconds * 1000 });
  await world.report(
    sessionStarted(online, at(0)),
    sessionStarted(away, at(1)),
    sessionStarted(ended, at(2)),
    linkCreated(online, at(3)),
    linkCreated(revoked, at(4)),
    linkRevoked(revoked, at(5)),
    linkCreated(expired, { ...at(6), expiresAtMs: Date.now() - 1000 }),
    linkCreated(ended, at(6)),
    sessionPresence(away, { ...at(7), online: false }),
    sessionEnded(ended, { ...at(8), reason: "app" }),
  );
  expect(await listSessions({ ctx, input: { appId } })).toMatchObject([
    {
      id: online.sessionId,
      state: "online",
      activeLinks: 1,
      origin: "https://app.example.com",
      toolCount: 5,
      toolNames: ["set_pixel", "set_pixels"],
    },
    { id: ended.sessionId, state: "ended", activeLinks: 0, endReason: "app" },
    { id: away.sessionId, state: "away", activeLinks: 0, endedAtMs: null },
  ]);
});

test("ends a session once the relay acknowledged, and records who did", async () => {
  const ctx = await world.newUser();
  const appId = await world.newApp(ctx);
  const link = await newLink(appId);
  await world.report(sessionStarted(link), linkCreated(link));
  const { endedAtMs, afterMs } = await endSession({ ctx, input: { appId, sessionId: link.sessionId } });
  expect(afterMs).toBeGreaterThanOrEqual(0);
  expect(world.relay.ended).toContain(link.sessionId);
  expect(await listSessions({ ctx, input: { appId } })).toMatchObject([
    { state: "ended", endedAtMs, endReason: "developer", activeLinks: 0 },
  ]);
  const audit = await world.database.db
    .select()
    .from(auditEvents)
    .where(and(eq(auditEvents.appId, appId), eq(auditEvents.action, "session.end")));
  expect(audit).toMatchObject([{ subject: link.sessionId, actorId: ctx.user.id }]);
  await expectRefusal(endSession({ ctx, input: { appId, sessionId: link.sessionId } }), "not_found");
});

test("with the relay down the session goes on, and the person is told so", async () => {
  const ctx = await world.newUser();
  const appId = await world.newApp(ctx);
  const link = await newLink(appId);
  await world.report(sessionStarted(link));
  world.relay.mode = "down";
  const ending = endSession({ ctx, input: { appId, sessionId: link.sessionId } });
  expect((await expectRefusal(ending, "relay_unreachable")).message).toContain("The session goes on");
  expect(await listSessions({ ctx, input: { appId } })).toMatchObject([{ state: "online" }]);
});

test("cannot reach another workspace, and a viewer only looks", async () => {
  const ctx = await world.newUser();
  const appId = await world.newApp(ctx);
  const link = await newLink(appId);
  await world.report(sessionStarted(link));
  const stranger = await world.newUser();
  const theirs = await world.newApp(stranger);
  const { sessionId } = link;
  await expectRefusal(listSessions({ ctx: stranger, input: { appId } }), "not_found");
  await expectRefusal(endSession({ ctx: stranger, input: { appId, sessionId } }), "not_found");
  await expectRefusal(endSession({ ctx: stranger, input: { appId: theirs, sessionId } }), "not_found");
  await expectRefusal(endSession({ ctx, input: { appId, sessionId: newSessionId() } }), "not_found");
  await expectRefusal(endSession({ ctx, input: { appId, sessionId: "\u0000" } }), "not_found");
  const viewer = await world.newMember(appId, "viewer");
  await expectRefusal(endSession({ ctx: viewer, input: { appId, sessionId } }), "forbidden");
  expect(world.relay.ended).not.toContain(sessionId);
  expect(await listSessions({ ctx: viewer, input: { appId } })).toMatchObject([{ state: "online" }]);
});
