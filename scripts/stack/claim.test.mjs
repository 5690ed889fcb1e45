/** One data folder, one stack. */
import { spawn } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, expect, test } from "vitest";
import { claim } from "./claim.mjs";
import { newThrowAwayFolder } from "./folder.mjs";
import { startTimeOf } from "./process-info.mjs";

/** @type {string} */
let folder;
beforeEach(() => {
  folder = newThrowAwayFolder();
});

/** A process that stays until it is ended, and leads a group of its own. */
function sleeper() {
  const child = spawn(process.execPath, ["-e", "setInterval(() => undefined, 1000)"], { detached: true });
  const ended = new Promise((resolve) => child.once("exit", (code, signal) => resolve(signal ?? code)));
  return { pid: child.pid ?? 0, ended, end: () => child.kill("SIGKILL") };
}

/** @param {...{ pid: number, startTime?: string | null }} traces */
function leaveBehind(...traces) {
  const full = traces.map(({ pid, startTime = startTimeOf(pid) }) => ({
    pid,
    startTime,
    stopSignal: "SIGTERM",
  }));
  writeFileSync(join(folder, "processes.json"), JSON.stringify(full));
}

test("a folder whose owner runs is refused", async () => {
  const owner = sleeper();
  leaveBehind(owner);
  await expect(claim(folder)).rejects.toThrow(`already runs from ${folder} (process ${owner.pid})`);
  owner.end();
  await owner.ended;
  await expect(claim(folder)).resolves.toBeDefined();
});

test("what a crashed owner left running is ended", async () => {
  const orphan = sleeper();
  leaveBehind({ pid: 999_999_999, startTime: "gone" }, orphan);
  await claim(folder);
  expect(await orphan.ended).toBe("SIGTERM");
});

test("a process that merely has the number of an orphan is left alone", async () => {
  const stranger = sleeper();
  leaveBehind({ pid: 999_999_999, startTime: "gone" }, { pid: stranger.pid, startTime: "another time" });
  await claim(folder);
  expect(startTimeOf(stranger.pid)).not.toBeNull();
  stranger.end();
});

test("a claim that a crash cut short is no obstacle", async () => {
  writeFileSync(join(folder, "processes.json"), '[{"pid":1');
  await expect(claim(folder)).resolves.toBeDefined();
});
