/** Allowing, removing and listing origins. */
import { auditEvents } from "@agent-socket/db";
import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { expectRefusal } from "../../../test/refusal.ts";
import { newLink, originRefused, sessionStarted } from "../../../test/relay-event.ts";
import { openWorld } from "../../../test/world.ts";
import { addOrigins } from "./add-origins.ts";
import { allowRefusedOrigin } from "./allow-refused-origin.ts";
import { listOrigins } from "./list-origins.ts";
import { removeOrigin } from "./remove-origin.ts";

const world = await openWorld();
const { db } = world.database;

const setup = async () => {
  const ctx = await world.newUser();
  return { ctx, appId: await world.newApp(ctx) };
};
const atRelay = (appId: string) => world.relay.entries.get(appId)?.origins.toSorted();

test("allows many at once, normalised, and says what became of each", async () => {
  const { ctx, appId } = await setup();
  await addOrigins({ ctx, input: { appId, text: "https://old.example.com" } });
  const added = await addOrigins({
    ctx,
    input: {
      appId,
      text: "HTTPS://App.Example.com:443, http://localhost:*\nhttps://*.example.org https://old.example.com/ https://old.example.com nonsense",
    },
  });
  expect(added).toMatchObject({
    added: ["https://app.example.com", "http://localhost:*", "https://*.example.org"],
    alreadyAllowed: ["https://old.example.com"],
    refused: [
      {
        text: "https://old.example.com/",
        reason: expect.stringContaining("nothing after them: https://old.example.com"),
      },
      { text: "nonsense", reason: expect.stringContaining("https://") },
    ],
    activation: { state: "active" },
  });
  expect(atRelay(appId)).toEqual([
    "http://localhost:*",
    "https://*.example.org",
    "https://app.example.com",
    "https://old.example.com",
  ]);
  const { allowed } = await listOrigins({ ctx, input: { appId } });
  expect(allowed.map(({ origin }) => origin)).toEqual(atRelay(appId));
});

test("refuses when nothing of it is an origin, saying why at the field", async () => {
  const { ctx, appId } = await setup();
  const refusal = await expectRefusal(
    addOrigins({ ctx, input: { appId, text: "app.example.com" } }),
    "invalid",
  );
  expect(refusal.fields).toEqual({ origins: "Add the scheme: https://app.example.com" });
  const empty = await expectRefusal(addOrigins({ ctx, input: { appId, text: " \n" } }), "invalid");
  expect(empty.message).toBe("Type an origin such as https://app.example.com.");
});

test("only repeats: no new version, no audit record", async () => {
  const { ctx, appId } = await setup();
  const input = { appId, text: "https://app.example.com" };
  await addOrigins({ ctx, input });
  const version = world.relay.entries.get(appId)?.version;
  expect(await addOrigins({ ctx, input })).toMatchObject({
    added: [],
    alreadyAllowed: ["https://app.example.com"],
  });
  expect(world.relay.entries.get(appId)?.version).toBe(version);
  const actions = await db
    .select({ action: auditEvents.action })
    .from(auditEvents)
    .where(eq(auditEvents.appId, appId));
  expect(actions.map(({ action }) => action)).toEqual(["app.create", "origin.allow"]);
});

test("refuses the 101st", async () => {
  const { ctx, appId } = await setup();
  const text = Array.from({ length: 101 }, (_, index) => `https://o${index}.example.com`).join(" ");
  await expectRefusal(addOrigins({ ctx, input: { appId, text } }), "limit_reached");
  expect((await listOrigins({ ctx, input: { appId } })).allowed).toEqual([]);
});

test("removes one, once", async () => {
  const { ctx, appId } = await setup();
  await addOrigins({ ctx, input: { appId, text: "https://a.example.com https://b.example.com" } });
  await removeOrigin({ ctx, input: { appId, origin: "https://a.example.com" } });
  expect(atRelay(appId)).toEqual(["https://b.example.com"]);
  await expectRefusal(removeOrigin({ ctx, input: { appId, origin: "https://a.example.com" } }), "not_found");
  await expectRefusal(removeOrigin({ ctx, input: { appId, origin: "\u0000" } }), "not_found");
});

test("what the relay refused is listed, counted, and allowed with one click", async () => {
  const { ctx, appId } = await setup();
  const origin = "https://shop.example.com";
  await world.report(
    originRefused(appId, { origin }),
    originRefused(appId, { origin }),
    originRefused(appId, { origin: null, code: "app_key_required" }),
    originRefused(appId, { origin: "null" }),
  );
  const before = await listOrigins({ ctx, input: { appId } });
  expect(before.refused.map((row) => [row.origin, row.count, row.canBeAllowed]).toSorted()).toEqual(
    [
      [null, 1, false],
      [origin, 2, true],
      ["null", 1, false],
    ].toSorted(),
  );
  expect(await allowRefusedOrigin({ ctx, input: { appId, origin } })).toMatchObject({
    activation: { state: "active" },
  });
  expect(atRelay(appId)).toEqual([origin]);
  const after = await listOrigins({ ctx, input: { appId } });
  expect(after.refused.map((row) => row.origin)).not.toContain(origin);
  expect(after.allowed).toMatchObject([{ origin, lastSeenAtMs: null }]);
});

test("a report that comes after its origin was allowed is not shown", async () => {
  const { ctx, appId } = await setup();
  await addOrigins({ ctx, input: { appId, text: "https://*.example.com" } });
  await world.report(originRefused(appId, { origin: "https://late.example.com" }));
  expect((await listOrigins({ ctx, input: { appId } })).refused).toEqual([]);
});

test("only what was refused for being unknown can be allowed by that click", async () => {
  const { ctx, appId } = await setup();
  await world.report(
    originRefused(appId, { origin: "https://suspended.example.com", code: "app_suspended" }),
  );
  for (const origin of ["https://suspended.example.com", "https://never.example.com", "null", "\u0000"])
    await expectRefusal(allowRefusedOrigin({ ctx, input: { appId, origin } }), "not_found");
  expect(atRelay(appId)).toEqual([]);
});

test("shows when an origin was seen last, also under a wildcard", async () => {
  const { ctx, appId } = await setup();
  await addOrigins({ ctx, input: { appId, text: "https://*.example.com https://unused.example" } });
  const atMs = Date.now() - 1000;
  await world.report(sessionStarted(await newLink(appId), { origin: "https://a.example.com", atMs }));
  const { allowed } = await listOrigins({ ctx, input: { appId } });
  expect(allowed.map(({ lastSeenAtMs }) => lastSeenAtMs)).toEqual([atMs, null]);
});

test("cannot reach another workspace, and a viewer only looks", async () => {
  const { ctx, appId } = await setup();
  const origin = "https://mine.example.com";
  await addOrigins({ ctx, input: { appId, text: origin } });
  await world.report(originRefused(appId));
  const refused = "https://other.example.com";
  for (const [other, code] of [
    [await world.newUser(), "not_found"],
    [await world.newMember(appId, "viewer"), "forbidden"],
  ] as const) {
    await expectRefusal(addOrigins({ ctx: other, input: { appId, text: "https://theirs.example" } }), code);
    await expectRefusal(removeOrigin({ ctx: other, input: { appId, origin } }), code);
    await expectRefusal(allowRefusedOrigin({ ctx: other, input: { appId, origin: refused } }), code);
  }
  await expectRefusal(listOrigins({ ctx: await world.newUser(), input: { appId } }), "not_found");
  const viewer = await world.newMember(appId, "viewer");
  expect((await listOrigins({ ctx: viewer, input: { appId } })).allowed).toMatchObject([{ origin }]);
  expect(atRelay(appId)).toEqual([origin]);
});
