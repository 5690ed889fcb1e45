/** What links that act may do, and how long a session waits. */
import { auditEvents } from "@agent-socket/db";
import { and, eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { expectRefusal } from "../../../test/refusal.ts";
import { openWorld } from "../../../test/world.ts";
import { changePolicy } from "./change-policy.ts";
import { getApp } from "./get-app.ts";

const world = await openWorld();

async function setup() {
  const ctx = await world.newUser();
  const appId = await world.newApp(ctx);
  return { ctx, appId };
}

test("the relay learns the policy, once", async () => {
  const { ctx, appId } = await setup();
  const input = { appId, linkCalls: "read-only", holdForMs: "3600000" };
  expect((await changePolicy({ ctx, input })).activation.state).toBe("active");
  await changePolicy({ ctx, input });
  expect(world.relay.entries.get(appId)).toMatchObject({
    version: 2,
    linkCalls: "read-only",
    holdForMs: 3_600_000,
  });
  expect(await getApp({ ctx, input: { appId } })).toMatchObject({
    linkCalls: "read-only",
    holdForMs: 3_600_000,
  });
  const { db } = world.database;
  const told = await db
    .select()
    .from(auditEvents)
    .where(and(eq(auditEvents.appId, appId), eq(auditEvents.action, "app.change_policy")));
  expect(told).toMatchObject([{ detail: "links that act: read-only, kept for 60 min" }]);
});

test.each([
  ["linkCalls", { linkCalls: "some", holdForMs: "3600000" }],
  ["holdForMs", { linkCalls: "all", holdForMs: "-1" }],
  ["holdForMs", { linkCalls: "all", holdForMs: "604800001" }],
  ["holdForMs", { linkCalls: "all", holdForMs: "soon" }],
])("refuses a wrong %s", async (field, given) => {
  const { ctx, appId } = await setup();
  const refusal = await expectRefusal(changePolicy({ ctx, input: { appId, ...given } }), "invalid");
  expect(Object.keys(refusal.fields)).toEqual([field]);
  expect(world.relay.entries.get(appId)).toMatchObject({ version: 1 });
});

test("a viewer changes nothing, and nobody does in another workspace", async () => {
  const { appId } = await setup();
  const input = { appId, linkCalls: "off", holdForMs: "3600000" };
  await expectRefusal(changePolicy({ ctx: await world.newMember(appId, "viewer"), input }), "forbidden");
  await expectRefusal(changePolicy({ ctx: await world.newUser(), input }), "not_found");
});
