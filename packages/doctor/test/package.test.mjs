// The package as a stranger runs it: one file that needs nothing beside it.
import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const root = join(import.meta.dirname, "..");
const folder = mkdtempSync(join(tmpdir(), "agent-socket-doctor-test-"));
const node = (...args) => spawnSync(process.execPath, args, { cwd: folder, encoding: "utf8" });
const doctor = (...words) => node(join(folder, "cli.js"), ...words);

beforeAll(() => {
  const built = node(join(root, "build.mjs"), folder);
  if (built.status !== 0) throw new Error(built.stdout + built.stderr);
}, 60_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("the built package", () => {
  it("is a command, its description and its README", () => {
    expect(readdirSync(folder).sort()).toEqual(["README.md", "cli.js", "package.json"]);
    expect(JSON.parse(readFileSync(join(folder, "package.json"), "utf8"))).toMatchObject({
      name: "@agent-socket/doctor",
      bin: { "agent-socket": "cli.js" },
    });
    expect(readFileSync(join(folder, "cli.js"), "utf8")).toMatch(/^#!\/usr\/bin\/env node\n/);
  });

  it("says how it is used", () => {
    expect(doctor("--help")).toMatchObject({ status: 0, stdout: expect.stringContaining("doctor <link>") });
  });

  it.each([
    [[], "stdout", "Usage:"],
    [["not a link"], "stderr", "no address"],
    [["https://relay.example/"], "stderr", "no link of an app"],
    [["http://127.0.0.1:9/v1/t/as_0123ABCD_AAAAAAAAAAAAAAAAAAAAAA"], "stderr", "no answer"],
    [["--what"], "stderr", "Usage:"],
  ])("ends with 2 on %j", (words, stream, said) => {
    const outcome = doctor("doctor", ...words);
    expect(outcome.status).toBe(2);
    expect(outcome[stream]).toContain(said);
    expect(outcome.stdout + outcome.stderr).not.toContain("AAAAAAAA");
  });
});
