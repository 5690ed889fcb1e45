/**
 * `npm run chats`: plays every kind of AI chat against a relay and the example app, in a real browser, and compares what
 * they reached with the table in docs/any-chat.md; `npm run chats -- --write` writes it there. Ends with
 * `N passed, N failed`.
 */
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const file = fileURLToPath(import.meta.url);
const bundledNode = join(import.meta.dirname ?? join(file, ".."), "../../node_modules/.bin/node");

if (process.features.typescript) {
  const { main } = await import("./main.ts");
  process.exitCode = await main(process.argv.slice(2));
} else if (existsSync(bundledNode)) {
  // Started with an older Node than the project's own, which runs TypeScript as it is.
  const { status } = spawnSync(bundledNode, [file, ...process.argv.slice(2)], { stdio: "inherit" });
  process.exitCode = status ?? 1;
} else {
  console.error("Install the dependencies first: npm ci");
  process.exitCode = 1;
}
