/** What a log line may never hold. */
import { users } from "@agent-socket/db";
import { expect, test } from "vitest";
import { openWorld } from "../test/world.ts";
import { describeError } from "./log.ts";

const world = await openWorld();

test("a failed query is told without its values, and its cause without the row", async () => {
  const insert = () =>
    world.database.db
      .insert(users)
      .values({ email: "canary@example.com", passwordHash: "canary-hash", githubId: 7_226_951 });
  await insert();
  const failure: unknown = await insert().then(
    () => null,
    (cause: unknown) => cause,
  );
  const described = describeError(failure);
  expect(JSON.stringify(described)).not.toContain("canary");
  expect(described.message).toContain("insert into");
  expect(described.cause).toMatchObject({
    code: "23505",
    message: expect.stringContaining("users_github_id"),
  });
});

test("what is thrown without being an error is told by its type alone", () => {
  expect(describeError("canary")).toEqual({ name: "NotAnError", message: "string" });
});
