/** The lock between processes. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, expect, test } from "vitest";
import { newThrowAwayFolder } from "./folder.mjs";
import { tryLock, unlock } from "./lock.mjs";

/** @type {string} */
let file;
beforeEach(() => {
  file = join(newThrowAwayFolder(), "some/folder/lock");
});

test("is held by one at a time", () => {
  expect(tryLock(file)).toBe(true);
  expect(tryLock(file)).toBe(false);
  unlock(file);
  expect(tryLock(file)).toBe(true);
});

test("is free again when its holder is gone, also when another process now has the holder's number", () => {
  tryLock(file);
  writeFileSync(file, `${process.pid}\nstarted at another time`);
  expect(tryLock(file)).toBe(false);
  expect(tryLock(file)).toBe(true);
});
