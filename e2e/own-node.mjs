/** Starts a suite under the project's own Node, which runs TypeScript as it is, whatever Node the caller had. */
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

/**
 * @param {string} url Of the file that calls, its `import.meta.url`; `main.ts` beside it exports `main(args)`, which answers
 *   the exit code.
 */
export async function runSuite(url) {
  const args = process.argv.slice(2);
  if (process.features.typescript) {
    const { main } = await import(new URL("main.ts", url).href);
    process.exitCode = await main(args);
    return;
  }
  const ownNode = fileURLToPath(new URL("../node_modules/.bin/node", import.meta.url));
  if (!existsSync(ownNode)) throw new Error("Install the dependencies first: npm ci");
  const { status } = spawnSync(ownNode, [fileURLToPath(url), ...args], { stdio: "inherit" });
  process.exitCode = status ?? 1;
}
