/**
 * `npm test`: checks, unit tests, scenarios and browser tests, each on instances of its own; `npm test -- unit browser`
 * runs some of them. The last line counts them all.
 */
import { rmSync } from "node:fs";
import { findChromium } from "./chromium.mjs";
import { Crew } from "./stack/crew.mjs";
import { Fault } from "./stack/fault.mjs";
import { newThrowAwayFolder } from "./stack/folder.mjs";
import { requireBundledNode } from "./stack/repository.mjs";
import { onStopSignal } from "./stack/stop-signal.mjs";
import { SUITES } from "./suites.mjs";

const folder = newThrowAwayFolder();
const crew = new Crew();
const giveUp = new AbortController();

onStopSignal(async () => {
  giveUp.abort();
  await crew.stop();
});

const total = { passed: 0, failed: 0 };
try {
  requireBundledNode();
  const suites = chooseSuites(process.argv.slice(2));
  // Whoever has no browser should hear it now, and not when everything else is done.
  if (suites.some(({ name }) => ["browser", "chats", "security"].includes(name)))
    process.env["CHROMIUM_PATH"] = findChromium();
  for (const suite of suites) await runSuite(suite);
} catch (cause) {
  if (!giveUp.signal.aborted) console.error(cause instanceof Fault ? cause.message : cause);
  total.failed += 1;
}
rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
console.log(`${total.passed} passed, ${total.failed} failed`);
process.exit(total.failed === 0 && total.passed > 0 ? 0 : 1);

/** @param {string[]} words */
function chooseSuites(words) {
  const stray = words.find((word) => !SUITES.some(({ name }) => name === word));
  if (stray !== undefined)
    throw new Fault(
      `There is no suite "${stray}": choose from ${SUITES.map(({ name }) => name).join(", ")}.`,
    );
  return words.length === 0 ? SUITES : SUITES.filter(({ name }) => words.includes(name));
}

/** @param {import("./suites.mjs").Suite} suite */
async function runSuite({ name, run }) {
  const startedAt = performance.now();
  console.log(`${name} …`);
  const { passed, failed, output } = await run({ crew, folder, signal: giveUp.signal });
  if (giveUp.signal.aborted) throw new Fault("Stopped.");
  if (failed > 0 || passed === 0) console.log(output);
  const seconds = Math.round((performance.now() - startedAt) / 1000);
  console.log(`${name}: ${passed} passed, ${failed} failed (${seconds} s)`);
  total.passed += passed;
  // A suite in which nothing ran has proved nothing.
  total.failed += passed + failed === 0 ? 1 : failed;
}
