/** Children end with whoever started them, however that one ended. */
import { spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test, vi } from "vitest";
import { lastLines, startChild } from "./child.mjs";
import { newThrowAwayFolder } from "./folder.mjs";
import { startTimeOf } from "./process-info.mjs";

const FOREVER = "setInterval(() => undefined, 1000)";

/** @param {string} code */
function childOptions(code) {
  const logFile = join(newThrowAwayFolder(), "child.log");
  return {
    name: "child",
    command: process.execPath,
    args: ["-e", code],
    cwd: "/",
    env: process.env,
    logFile,
  };
}

test("a child is stopped together with what it started itself", async () => {
  const code = `const c = require("node:child_process").spawn(process.execPath, ["-e", ${JSON.stringify(FOREVER)}]); console.log(c.pid); ${FOREVER}`;
  const child = startChild(childOptions(code));
  const grandchild = await vi.waitUntil(() => Number(readFileSync(child.logFile, "utf8")), {
    timeout: 10_000,
  });
  expect(startTimeOf(grandchild)).not.toBeNull();
  await child.stop();
  expect(await child.exited).toBe("SIGTERM");
  await vi.waitUntil(() => stateOf(grandchild) === "gone", { timeout: 10_000 });
});

test("what a child printed can be read when it is gone", async () => {
  const child = startChild(childOptions('console.log("one"); console.error("two"); process.exitCode = 3'));
  expect(await child.exited).toBe("3");
  expect(lastLines(child.logFile)).toBe("one\ntwo");
  expect(child.isRunning()).toBe(false);
});

test("a program that does not exist is a death that says so", async () => {
  const child = startChild({ ...childOptions(""), command: "/nowhere/program" });
  expect(await child.exited).toContain("ENOENT");
});

test("children and throw-away folders go when their starter is killed without warning", async () => {
  const code = `
    import { startChild } from ${JSON.stringify(join(import.meta.dirname, "child.mjs"))};
    import { newThrowAwayFolder } from ${JSON.stringify(join(import.meta.dirname, "folder.mjs"))};
    const folder = newThrowAwayFolder();
    const child = startChild({ name: "c", command: process.execPath, args: ["-e", ${JSON.stringify(FOREVER)}], cwd: "/", env: process.env, logFile: folder + "/log" });
    console.log(child.pid + " " + folder);
    ${FOREVER};`;
  const starter = spawn(process.execPath, ["--input-type=module", "-e", code], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const [line] = await new Promise((resolve) =>
    starter.stdout.once("data", (data) => resolve(String(data).split("\n"))),
  );
  const [pid, folder] = line.split(" ");
  expect(stateOf(Number(pid))).toBe("running");
  starter.kill("SIGKILL");
  await vi.waitUntil(() => stateOf(Number(pid)) === "gone" && !existsSync(folder), { timeout: 10_000 });
});

/** One that has ended and that nobody has asked about is gone. @param {number} pid */
function stateOf(pid) {
  if (startTimeOf(pid) === null) return "gone";
  const isZombie = existsSync("/proc") && / Z /.test(readFileSync(`/proc/${pid}/stat`, "utf8"));
  return isZombie ? "gone" : "running";
}
