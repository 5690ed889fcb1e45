/** Health tells the truth about the database. */
import { createDb } from "@agent-socket/db";
import { expect, test } from "vitest";
import { openWorld } from "../../../test/world.ts";
import { checkHealth } from "./check-health.ts";

const world = await openWorld();

test("healthy with a database that answers", async () => {
  expect(await checkHealth({ ctx: world.service })).toBe(true);
});

test("not healthy without one", async () => {
  const { db, close } = createDb("postgres://nobody@127.0.0.1:1/none", { onConnectionLost: () => undefined });
  expect(await checkHealth({ ctx: { ...world.service, db } })).toBe(false);
  await close();
});
