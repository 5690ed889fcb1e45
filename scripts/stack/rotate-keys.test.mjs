/** Secrets change in steps, each of which can be repeated. */
import { readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, expect, test } from "vitest";
import { newThrowAwayFolder } from "./folder.mjs";
import { rotateKeys } from "./rotate-keys.mjs";
import { listOf, loadSecrets } from "./secrets.mjs";

/** @type {string} */
let folder;
beforeEach(() => {
  folder = newThrowAwayFolder();
});

test("add, use, drop: at every step the other side's first secret is accepted; twice is once", () => {
  const [old] = loadSecrets(folder).controlSecrets;
  const now = () => loadSecrets(folder).controlSecrets;
  for (const time of [1, 2])
    expect(rotateKeys(folder, "controlSecrets", "add")).toMatch(time === 1 ? /^Done/ : /^Nothing to do/);
  expect(now()).toHaveLength(2);
  expect(now()[0]).toEqual(old);
  const [, young] = now();
  expect(() => rotateKeys(folder, "controlSecrets", "drop")).toThrow("run --use");
  for (const time of [1, 2])
    expect(rotateKeys(folder, "controlSecrets", "use")).toMatch(time === 1 ? /^Done/ : /^Nothing to do/);
  expect(now()).toEqual([young, old]);
  for (const time of [1, 2])
    expect(rotateKeys(folder, "controlSecrets", "drop")).toMatch(time === 1 ? /^Done/ : /^Nothing to do/);
  expect(now()).toEqual([young]);
  expect(loadSecrets(folder).tokenKeys).toHaveLength(1);
});

test("says no secret, and keeps them to their owner", () => {
  const said = rotateKeys(folder, "tokenKeys", "add");
  for (const { value } of loadSecrets(folder).tokenKeys) expect(said).not.toContain(value);
  expect(statSync(join(folder, "secrets.json")).mode & 0o777).toBe(0o600);
});

test("secrets of an older version are kept", () => {
  const file = join(folder, "secrets.json");
  writeFileSync(file, JSON.stringify({ tokenKey: "old token key", controlSecret: "whsec_old" }));
  expect(listOf(loadSecrets(folder).tokenKeys)).toBe("old token key");
  rotateKeys(folder, "controlSecrets", "add");
  expect(listOf(loadSecrets(folder).controlSecrets)).toMatch(/^whsec_old,whsec_/);
  expect(readFileSync(file, "utf8")).toContain("old token key");
});
