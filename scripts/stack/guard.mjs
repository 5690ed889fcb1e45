/**
 * Ends what its starter started when the starter is gone, even by SIGKILL: the system then closes the pipe this process
 * reads. Run as a process of its own; lines on stdin are `add <pid> <signal>`, `drop <pid>` and `remove <folder>`.
 */
import { rmSync } from "node:fs";
import { createInterface } from "node:readline";
import { endGroup } from "./process-group.mjs";

const PATIENCE_MS = 4000;

/** @type {Map<number, NodeJS.Signals>} */
const groups = new Map();
/** @type {Set<string>} */
const folders = new Set();

// Only the closed pipe ends this process: a signal meant for the starter's group must not take the guard with it.
for (const signal of /** @type {const} */ (["SIGINT", "SIGTERM", "SIGHUP"]))
  process.on(signal, () => undefined);

for await (const line of createInterface({ input: process.stdin })) {
  const [word, subject = "", signal] = line.split("\t");
  if (word === "add") groups.set(Number(subject), signal === "SIGINT" ? "SIGINT" : "SIGTERM");
  if (word === "drop") groups.delete(Number(subject));
  if (word === "remove") folders.add(subject);
}

await Promise.all([...groups].map(([pid, signal]) => endGroup(pid, signal, PATIENCE_MS)));
for (const folder of folders) rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
