/** `npm run check`: runs the checks and says what is wrong. */
import { rmSync } from "node:fs";
import { runChecks } from "./checks.mjs";
import { newThrowAwayFolder } from "./stack/folder.mjs";
import { Crew } from "./stack/crew.mjs";
import { onStopSignal } from "./stack/stop-signal.mjs";

const folder = newThrowAwayFolder();
const crew = new Crew();
onStopSignal(async () => {
  await crew.stop();
  process.exit(130);
});

const checks = await runChecks(crew, folder);
for (const { name, output } of checks.filter(({ passed }) => !passed))
  console.log(`── ${name} ──\n${output}\n`);
for (const { name, passed } of checks) console.log(`${passed ? "ok  " : "FAIL"} ${name}`);
rmSync(folder, { recursive: true, force: true });
process.exitCode = checks.every(({ passed }) => passed) ? 0 : 1;
