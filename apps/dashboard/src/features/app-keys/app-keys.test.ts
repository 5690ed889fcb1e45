/** Making, listing and revoking app keys. */
import { appKeys } from "@agent-socket/db";
import { sha256 } from "@agent-socket/protocol";
import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { expectRefusal } from "../../../test/refusal.ts";
import { newLink, sessionStarted } from "../../../test/relay-event.ts";
import { openWorld } from "../../../test/world.ts";
import { createAppKey } from "./create-app-key.ts";
import { listAppKeys } from "./list-app-keys.ts";
import { revokeAppKey } from "./revoke-app-key.ts";

const world = await openWorld();
const { db } = world.database;

test("a key is given once, kept as a digest, and good at the relay at once", async () => {
  const ctx = await world.newUser();
  const appId = await world.newApp(ctx);
  const created = await createAppKey({ ctx, input: { appId, label: " Build  server " } });
  expect(created).toMatchObject({ label: "Build server", activation: { state: "active" } });
  expect(created.key).toMatch(new RegExp(`^as_sk_${created.id}_[A-Za-z0-9_-]{43}$`));
  expect(world.relay.entries.get(appId)?.keyHashes).toEqual([await sha256(created.key)]);
  const rows = await db.select().from(appKeys).where(eq(appKeys.appId, appId));
  expect(JSON.stringify(rows)).not.toContain(created.key.slice(-20));
  expect(await listAppKeys({ ctx, input: { appId } })).toEqual([
    {
      id: created.id,
      label: "Build server",
      createdAtMs: expect.any(Number),
      lastUsedAtMs: null,
      revokedAtMs: null,
    },
  ]);
});

test("a revoked key is gone from the relay, stays on the list, and cannot be revoked twice", async () => {
  const ctx = await world.newUser();
  const appId = await world.newApp(ctx);
  const [one, two] = [
    await createAppKey({ ctx, input: { appId, label: "One" } }),
    await createAppKey({ ctx, input: { appId, label: "Two" } }),
  ];
  const { activation } = await revokeAppKey({ ctx, input: { appId, keyId: one.id } });
  expect(activation.state).toBe("active");
  expect(world.relay.entries.get(appId)?.keyHashes).toEqual([await sha256(two.key)]);
  const listed = await listAppKeys({ ctx, input: { appId } });
  expect(listed.map(({ id, revokedAtMs }) => [id, revokedAtMs !== null])).toEqual([
    [two.id, false],
    [one.id, true],
  ]);
  await expectRefusal(revokeAppKey({ ctx, input: { appId, keyId: one.id } }), "not_found");
});

test("shows when a key was used last", async () => {
  const ctx = await world.newUser();
  const appId = await world.newApp(ctx);
  const { id } = await createAppKey({ ctx, input: { appId, label: "Node" } });
  const [early, late] = [Date.now() - 5000, Date.now() - 1000];
  await world.report(sessionStarted(await newLink(appId), { appKeyId: id, origin: null, atMs: late }));
  await world.report(sessionStarted(await newLink(appId), { appKeyId: id, origin: null, atMs: early }));
  expect(await listAppKeys({ ctx, input: { appId } })).toMatchObject([{ lastUsedAtMs: late }]);
});

test("refuses a key without a label, and the 21st active one", async () => {
  const ctx = await world.newUser();
  const appId = await world.newApp(ctx);
  const refusal = await expectRefusal(createAppKey({ ctx, input: { appId, label: " " } }), "invalid");
  expect(Object.keys(refusal.fields)).toEqual(["label"]);
  for (let count = 0; count < 20; count++)
    await createAppKey({ ctx, input: { appId, label: `Key ${count}` } });
  await expectRefusal(createAppKey({ ctx, input: { appId, label: "One more" } }), "limit_reached");
  expect(await listAppKeys({ ctx, input: { appId } })).toHaveLength(20);
});

test("many at the same time do not get past the limit", async () => {
  const ctx = await world.newUser();
  const appId = await world.newApp(ctx);
  const tries = Array.from({ length: 24 }, (_, count) =>
    createAppKey({ ctx, input: { appId, label: `Key ${count}` } }),
  );
  const outcomes = await Promise.allSettled(tries);
  expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(20);
  expect(world.relay.entries.get(appId)?.keyHashes).toHaveLength(20);
});

test("cannot reach another workspace, and a viewer only looks", async () => {
  const ctx = await world.newUser();
  const appId = await world.newApp(ctx);
  const { id: keyId } = await createAppKey({ ctx, input: { appId, label: "Mine" } });
  const stranger = await world.newUser();
  const theirs = await world.newApp(stranger);
  await expectRefusal(createAppKey({ ctx: stranger, input: { appId, label: "Theirs" } }), "not_found");
  await expectRefusal(listAppKeys({ ctx: stranger, input: { appId } }), "not_found");
  await expectRefusal(revokeAppKey({ ctx: stranger, input: { appId, keyId } }), "not_found");
  await expectRefusal(revokeAppKey({ ctx: stranger, input: { appId: theirs, keyId } }), "not_found");
  const viewer = await world.newMember(appId, "viewer");
  await expectRefusal(createAppKey({ ctx: viewer, input: { appId, label: "No" } }), "forbidden");
  await expectRefusal(revokeAppKey({ ctx: viewer, input: { appId, keyId } }), "forbidden");
  expect(await listAppKeys({ ctx: viewer, input: { appId } })).toMatchObject([
    { id: keyId, revokedAtMs: null },
  ]);
});
