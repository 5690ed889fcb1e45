/**
 * `npm run admin -- <command>`: what operators do by hand. Works on the stack of `npm start` (its data folder is DATA_DIR,
 * else `.data`), or on the deployment that DATABASE_URL, RELAY_URL, DASHBOARD_URL and CONTROL_SECRETS name.
 */
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseEnv } from "node:util";
import { dashboardEnvFile } from "./stack/dashboard.mjs";
import { Fault } from "./stack/fault.mjs";
import { requireBundledNode, root } from "./stack/repository.mjs";
import { rotateKeys } from "./stack/rotate-keys.mjs";

const HELP = `npm run admin -- <command>

  reconcile [--dry-run] [--remove-unknown]
      Compares every app with the relay's registry, lists what differs and mends it. --dry-run only lists.
      --remove-unknown also removes apps that only the relay knows: first be sure that it is this database's relay.
  replay-dead-letters
      Puts events that the queue gave up on back into it. An event that was counted before is not counted again.
  retention
      Deletes what is over its age: calls after 40 days, roll-ups after 400, ended sessions and quarantine after 100.
  set-quota --app=<app id> [--calls=<number>|default] [--sessions=<number>|default]
      Gives an app quotas of its own: calls a calendar month (UTC), live sessions. Holds within a few seconds.
  rotate-keys --add | --use | --drop [--tokens]
      Changes the secret of dashboard and relay, or with --tokens the key of the links, in three steps: --add, then
      --use, then --drop, with a restart of both sides after each. No call fails in between. Works on secrets.json
      of the data folder; elsewhere set CONTROL_SECRETS or TOKEN_KEYS to lists in the same order.

Each command can be run again: what is done already is not done twice. The exit code is 1 when something is left.`;

/** @type {Record<string, readonly string[]>} */
const FLAGS = {
  reconcile: ["--dry-run", "--remove-unknown"],
  "replay-dead-letters": [],
  retention: [],
  "set-quota": ["--app", "--calls", "--sessions"],
  "rotate-keys": ["--add", "--use", "--drop", "--tokens"],
};

const dataDir = process.env["DATA_DIR"] || join(root, ".data");

try {
  requireBundledNode();
  process.exitCode = run(process.argv.slice(2));
} catch (cause) {
  console.error(cause instanceof Fault ? cause.message : cause);
  process.exitCode = 1;
}

/** @param {string[]} words @returns {number} the exit code */
function run([command = "--help", ...flags]) {
  if (command === "--help" || flags.includes("--help")) {
    console.log(HELP);
    return 0;
  }
  const known = FLAGS[command];
  if (known === undefined) throw new Fault(`There is no command "${command}".\n\n${HELP}`);
  const stray = flags.find((flag) => !known.includes(flag.split("=")[0] ?? ""));
  if (stray !== undefined) throw new Fault(`${command} has no option "${stray}".\n\n${HELP}`);
  return command === "rotate-keys" ? rotate(flags) : askDashboard([command, ...flags]);
}

/** @param {string[]} flags */
function rotate(flags) {
  const steps = /** @type {const} */ (["add", "use", "drop"]).filter((step) => flags.includes(`--${step}`));
  const [step] = steps;
  if (step === undefined || steps.length > 1) throw new Fault("Choose one of --add, --use and --drop.");
  if (!existsSync(join(dataDir, "secrets.json")))
    throw new Fault(`There is no secrets.json in ${dataDir}: start the stack once, or set DATA_DIR.`);
  console.log(rotateKeys(dataDir, flags.includes("--tokens") ? "tokenKeys" : "controlSecrets", step));
  return 0;
}

/** The dashboard's own code, which alone knows the tables. @param {string[]} words */
function askDashboard(words) {
  const { status } = spawnSync(
    process.execPath,
    // The condition under which server-only modules load.
    ["--conditions=react-server", "--disable-warning=ExperimentalWarning", "src/admin.ts", ...words],
    { cwd: join(root, "apps/dashboard"), stdio: "inherit", env: { ...process.env, ...environment() } },
  );
  return status ?? 1;
}

/** The caller's own, or that of the stack in the data folder. @returns {NodeJS.Dict<string>} */
function environment() {
  if (process.env["DATABASE_URL"]) return {};
  const file = dashboardEnvFile(dataDir);
  if (!existsSync(file))
    throw new Fault(
      `No stack was started in ${dataDir}: run npm start, or set DATABASE_URL, RELAY_URL, DASHBOARD_URL and CONTROL_SECRETS.`,
    );
  return parseEnv(readFileSync(file, "utf8"));
}
