/** Signing in, and what a guesser learns. */
import { attempts } from "@agent-socket/db";
import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { expectRefusal } from "../../../test/refusal.ts";
import { openWorld } from "../../../test/world.ts";
import { countAttempt, SIGN_IN_PER_ACCOUNT, SIGN_IN_PER_ADDRESS } from "./count-attempt.ts";
import { signIn } from "./sign-in.ts";
import { signUp } from "./sign-up.ts";

const world = await openWorld();
const { db } = world.database;
const password = "correct horse battery";

const newAccount = (email: string) => signUp({ ctx: world.visitor(), input: { email, password } });
const tryPassword = (email: string, given: string, ipAddress: string | null = null) =>
  signIn({ ctx: { ...world.visitor(), ipAddress }, input: { email, password: given } });

test("gives the account whose password it is", async () => {
  const ada = await newAccount("ada@example.com");
  await newAccount("bob@example.com");
  expect(await tryPassword("ADA@example.com", password)).toEqual(ada);
});

test("an unknown account and a wrong password get one and the same answer", async () => {
  await newAccount("known@example.com");
  const wrong = await expectRefusal(tryPassword("known@example.com", "wrong"), "wrong_credentials");
  const unknown = await expectRefusal(tryPassword("unknown@example.com", "wrong"), "wrong_credentials");
  expect({ ...unknown, message: unknown.message }).toEqual({ ...wrong, message: wrong.message });
});

test("an unknown account takes as long as a wrong password", async () => {
  await newAccount("timed@example.com");
  const times: Record<string, number[]> = { "timed@example.com": [], "untimed@example.com": [] };
  for (let round = 0; round < SIGN_IN_PER_ACCOUNT.tries; round++)
    for (const [email, list] of Object.entries(times)) {
      const startedAt = performance.now();
      await expectRefusal(tryPassword(email, "wrong"), "wrong_credentials");
      list.push(performance.now() - startedAt);
    }
  const [known = 0, unknown = 0] = Object.values(times).map((list) => list.toSorted((a, b) => a - b)[4] ?? 0);
  // A missing hash would make the one about twenty times faster than the other.
  expect(unknown / known).toBeGreaterThan(0.5);
  expect(unknown / known).toBeLessThan(2);
});

test("an account lets itself be guessed only so often, known or not, until its window is over", async () => {
  await newAccount("guessed@example.com");
  for (const email of ["guessed@example.com", "nobody@example.com"]) {
    for (let count = 0; count < SIGN_IN_PER_ACCOUNT.tries; count++)
      await expectRefusal(tryPassword(email, "wrong"), "wrong_credentials");
    await expectRefusal(tryPassword(email, password), "rate_limited");
  }
  await db.update(attempts).set({ windowEndsAt: sql`now() - interval '1 second'` });
  await tryPassword("guessed@example.com", password);
});

test("tries at the same time are all counted", async () => {
  const tries = Array.from({ length: 30 }, () =>
    tryPassword("burst@example.com", "wrong").catch((cause) => cause),
  );
  const codes = (await Promise.all(tries)).map(
    (cause: unknown) => cause instanceof Object && "code" in cause && cause.code,
  );
  expect(codes.filter((code) => code === "wrong_credentials")).toHaveLength(SIGN_IN_PER_ACCOUNT.tries);
});

test("the right password ends the count of the account", async () => {
  await newAccount("forgetful@example.com");
  for (let round = 0; round < 3; round++) {
    for (let count = 1; count < SIGN_IN_PER_ACCOUNT.tries; count++)
      await expectRefusal(tryPassword("forgetful@example.com", "wrong"), "wrong_credentials");
    await tryPassword("forgetful@example.com", password);
  }
});

test("one network address tries only so many accounts", async () => {
  const ipAddress = "203.0.113.9";
  const ctx = { ...world.visitor(), ipAddress };
  for (let count = 2; count < SIGN_IN_PER_ADDRESS.tries; count++)
    await countAttempt(db, SIGN_IN_PER_ADDRESS, ipAddress);
  for (const email of ["a1@example.com", "a2@example.com"])
    await expectRefusal(tryPassword(email, "wrong", ipAddress), "wrong_credentials");
  await expectRefusal(signIn({ ctx, input: { email: "another@example.com", password } }), "rate_limited");
});
