/** Suspending an app and letting it work again. */
import { auditEvents } from "@agent-socket/db";
import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { expectRefusal } from "../../../test/refusal.ts";
import { newLink, sessionStarted } from "../../../test/relay-event.ts";
import { openWorld } from "../../../test/world.ts";
import { getApp } from "./get-app.ts";
import { setSuspended } from "./set-suspended.ts";

const world = await openWorld();

test("the relay and the sessions at work hear of it, the audit knows who, and twice is once", async () => {
  const ctx = await world.newUser();
  const appId = await world.newApp(ctx);
  const session = await newLink(appId);
  await world.report(sessionStarted(session, { entryVersion: 1 }));
  for (const suspended of [true, true]) {
    const { activation } = await setSuspended({ ctx, input: { appId, suspended } });
    expect(activation.state).toBe("active");
  }
  expect(world.relay.entries.get(appId)).toMatchObject({ status: "suspended", version: 2 });
  expect(world.relay.refreshed.get(session.sessionId)).toBe(2);
  expect((await getApp({ ctx, input: { appId } })).status).toBe("suspended");
  await setSuspended({ ctx, input: { appId, suspended: false } });
  expect(world.relay.entries.get(appId)).toMatchObject({ status: "active", version: 3 });
  const rows = await world.database.db.select().from(auditEvents).where(eq(auditEvents.appId, appId));
  expect(rows.map(({ action }) => action).toSorted()).toEqual(["app.create", "app.resume", "app.suspend"]);
});

test("cannot reach another workspace, and a viewer only looks", async () => {
  const [ctx, stranger] = [await world.newUser(), await world.newUser()];
  const appId = await world.newApp(ctx);
  const viewer = await world.newMember(appId, "viewer");
  const input = { appId, suspended: true };
  await expectRefusal(setSuspended({ ctx: stranger, input }), "not_found");
  await expectRefusal(setSuspended({ ctx: viewer, input }), "forbidden");
  expect((await getApp({ ctx, input: { appId } })).status).toBe("active");
});
