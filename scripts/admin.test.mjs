/** The operators' command as it is typed. */
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { expect, test } from "vitest";
import { newThrowAwayFolder } from "./stack/folder.mjs";
import { root } from "./stack/repository.mjs";
import { loadSecrets } from "./stack/secrets.mjs";

const folder = newThrowAwayFolder();

/** @param {...string} words */
function admin(...words) {
  const { DATABASE_URL: _, ...rest } = process.env;
  const env = { ...rest, DATA_DIR: folder };
  const result = spawnSync(process.execPath, [join(root, "scripts/admin.mjs"), ...words], {
    env,
    encoding: "utf8",
  });
  return { code: result.status, output: result.stdout + result.stderr };
}

test("--help says what there is, for the whole and for each command", () => {
  for (const words of [[], ["--help"], ["reconcile", "--help"], ["rotate-keys", "--help"]]) {
    const { code, output } = admin(...words);
    expect(code).toBe(0);
    for (const command of ["reconcile", "replay-dead-letters", "retention", "rotate-keys"])
      expect(output).toContain(command);
  }
});

test("what is mistyped is refused with one sentence", () => {
  expect(admin("reconsile")).toMatchObject({
    code: 1,
    output: expect.stringMatching(/^There is no command "reconsile"/),
  });
  expect(admin("retention", "--all")).toMatchObject({
    code: 1,
    output: expect.stringMatching(/has no option "--all"/),
  });
  expect(admin("rotate-keys")).toMatchObject({ code: 1, output: expect.stringMatching(/Choose one of/) });
  expect(admin("rotate-keys", "--add")).toMatchObject({
    code: 1,
    output: expect.stringMatching(/no secrets.json/),
  });
  expect(admin("reconcile")).toMatchObject({
    code: 1,
    output: expect.stringMatching(/No stack was started/),
  });
});

test("rotates the secrets of the data folder", () => {
  loadSecrets(folder);
  expect(admin("rotate-keys", "--add")).toMatchObject({
    code: 0,
    output: expect.stringMatching(/^Done: CONTROL_SECRETS has 2 keys/),
  });
  expect(loadSecrets(folder).controlSecrets).toHaveLength(2);
  expect(admin("rotate-keys", "--add", "--tokens").output).toMatch(/^Done: TOKEN_KEYS has 2 keys/);
});
