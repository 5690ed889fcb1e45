/** Drift between this database and the relay's registry is found, named and mended; twice does nothing twice. */
import { apps } from "@agent-socket/db";
import { newAppId } from "@agent-socket/protocol";
import { eq, sql } from "drizzle-orm";
import { beforeEach, expect, test } from "vitest";
import { openWorld } from "../../test/world.ts";
import { findDrift } from "./find-drift.ts";
import { reconcile, removeUnknown } from "./reconcile.ts";
import { readRegistryEntry } from "./registry-entry.ts";

const world = await openWorld();
const { db } = world.database;
const ctx = await world.newUser();
beforeEach(() => {
  world.relay.mode = "up";
});

async function held(appId: string) {
  const entry = world.relay.entries.get(appId);
  if (entry === undefined) throw new Error("The relay does not have it.");
  return entry;
}
async function driftNow() {
  const found = await findDrift(world.service);
  if (!found.ok) throw new Error(found.reason);
  return found.drift.map(({ appId, kind }) => [appId, kind]);
}

test("names each way to differ, and mends all of them", async () => {
  const [same, missing, older, newer, different, deleted] = await Promise.all(
    Array.from({ length: 6 }, () => world.newApp(ctx)),
  );
  if (!same || !missing || !older || !newer || !different || !deleted) throw new Error("No apps.");
  expect(await driftNow()).toEqual([]);
  world.relay.entries.delete(missing);
  await db.update(apps).set({ registryVersion: 3 }).where(eq(apps.id, older));
  world.relay.entries.set(newer, { ...(await held(newer)), version: 9 });
  world.relay.entries.set(different, { ...(await held(different)), origins: ["https://planted.example"] });
  await db
    .update(apps)
    .set({ status: "deleted", deletedAt: sql`now()` })
    .where(eq(apps.id, deleted));
  world.relay.entries.delete(deleted);
  const kinds = { [missing]: "missing", [older]: "older", [newer]: "newer", [different]: "different" };
  expect(Object.fromEntries(await driftNow())).toEqual(kinds);

  const done = await reconcile(world.service);
  expect(done).toMatchObject({ ok: true, unmended: [] });
  expect(await driftNow()).toEqual([]);
  for (const appId of [missing, older, newer, different])
    expect(await held(appId)).toEqual(await readRegistryEntry(db, appId));
  expect((await held(newer)).version).toBe(10);
  expect((await held(different)).origins).toEqual([]);
  expect(await reconcile(world.service)).toMatchObject({ ok: true, drift: [] });
});

test("an app that only the relay knows is named, and removed only on demand", async () => {
  const appId = newAppId();
  const mine = await held(await world.newApp(ctx));
  world.relay.entries.set(appId, { ...mine, appId, version: 4 });
  const done = await reconcile(world.service);
  expect(done).toMatchObject({ drift: [{ appId, kind: "unknown" }], unmended: [{ appId }] });
  expect((await held(appId)).status).toBe("active");
  const [drift] = done.ok ? done.drift : [];
  if (drift === undefined) throw new Error("No drift.");
  expect(await removeUnknown(world.service, drift)).toBeNull();
  expect(await held(appId)).toMatchObject({ status: "deleted", version: 5 });
  expect(await driftNow()).toEqual([]);
});

test("with the relay down nothing is guessed", async () => {
  world.relay.mode = "down";
  expect(await reconcile(world.service)).toEqual({
    ok: false,
    reason: "The relay answered with status 503.",
  });
});
