/**
 * `npm run assemble -- <folder>`: what the dashboard's container holds: Next's standalone server, the migrations, and
 * nothing else. `--check` makes such a folder outside of the repository and sees that it works with only these files.
 */
import { cpSync, existsSync, mkdirSync, readdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { startPostgres } from "./postgres.mjs";
import { withBuildLock } from "./stack/build.mjs";
import { Crew } from "./stack/crew.mjs";
import { Fault } from "./stack/fault.mjs";
import { newThrowAwayFolder } from "./stack/folder.mjs";
import { untilHealthy } from "./stack/health.mjs";
import { freePort } from "./stack/port.mjs";
import { packageFile, quietEnv, requireBundledNode, root } from "./stack/repository.mjs";
import { newControlSecret } from "./stack/secrets.mjs";

const DASHBOARD = join(root, "apps/dashboard");
const crew = new Crew();
try {
  requireBundledNode();
  const [word] = process.argv.slice(2);
  if (word === undefined) throw new Fault("Name the folder to make, or --check.");
  const folder = word === "--check" ? newThrowAwayFolder() : resolve(word);
  await assemble(folder);
  if (word === "--check") await tryOut(folder);
} catch (cause) {
  console.error(cause instanceof Fault ? cause.message : cause);
  process.exitCode = 1;
} finally {
  await crew.stop();
}

/** @param {string} folder */
async function assemble(folder) {
  if (existsSync(folder) && readdirSync(folder).length > 0) throw new Fault(`${folder} is not empty.`);
  mkdirSync(folder, { recursive: true });
  const { NODE_ENV: _, ...env } = process.env;
  await withBuildLock(async () => {
    await job("build", [packageFile("apps/dashboard", "next", "dist/bin/next"), "build"], {
      ...env,
      NEXT_OUTPUT: "standalone",
    });
    cpSync(join(DASHBOARD, ".next/standalone"), folder, { recursive: true, verbatimSymlinks: true });
    cpSync(join(DASHBOARD, ".next/static"), join(folder, "apps/dashboard/.next/static"), { recursive: true });
  });
  await bundleMigrate(join(folder, "migrate/migrate.mjs"));
  cpSync(join(root, "packages/db/migrations"), join(folder, "migrations"), { recursive: true });
  console.log(`Assembled in ${folder}.`);
}

/** One file: the folder has no other packages than those that the server uses. @param {string} outfile */
async function bundleMigrate(outfile) {
  const { build } = await import(packageFile("packages/sdk", "esbuild", "lib/main.js"));
  await build({
    entryPoints: [join(root, "packages/db/src/migrate.ts")],
    outfile,
    bundle: true,
    platform: "node",
    format: "esm",
    external: ["pg-native"],
    logLevel: "warning",
    // Some of its packages ask for Node's modules in the old way.
    banner: {
      js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);",
    },
  });
}

/** @param {string} folder */
async function tryOut(folder) {
  const postgres = await startPostgres();
  try {
    const port = await freePort();
    const url = `http://127.0.0.1:${port}`;
    const settings = {
      DATABASE_URL: postgres.url(),
      DASHBOARD_URL: url,
      RELAY_URL: "http://127.0.0.1:1",
      CONTROL_SECRETS: newControlSecret().value,
    };
    await job("migration", ["migrate/migrate.mjs"], settings, folder);
    const server = crew.start({
      name: "dashboard",
      command: process.execPath,
      args: ["apps/dashboard/server.js"],
      cwd: folder,
      env: { ...settings, ...quietEnv, NODE_ENV: "production", HOSTNAME: "127.0.0.1", PORT: String(port) },
      logFile: join(folder, "dashboard.log"),
    });
    await untilHealthy(server, `${url}/api/health`);
    await seeItServes(url);
    // Its code for this kind of machine is found by a name that is made while it runs.
    const hash = "require('@node-rs/argon2').hashSync('x'.repeat(12))";
    await job("password hash", ["-e", hash], {}, join(folder, "apps/dashboard"));
    console.log(
      "It migrates a database, answers its health check, and serves pages, scripts and password hashes.",
    );
  } finally {
    await crew.stop();
    await postgres.stop();
  }
}

/** @param {string} url */
async function seeItServes(url) {
  const page = await (await fetch(`${url}/signin`)).text();
  const [script] = /\/_next\/static\/[^"]+\.js/.exec(page) ?? [];
  if (script === undefined) throw new Fault("The page to sign in names no script.");
  const { status } = await fetch(`${url}${script}`);
  if (status !== 200) throw new Fault(`${script} is answered with ${status}.`);
}

/**
 * @param {string} name
 * @param {readonly string[]} args
 * @param {NodeJS.ProcessEnv} env
 * @param {string} [cwd]
 */
async function job(name, args, env, cwd = DASHBOARD) {
  const logFile = join(newThrowAwayFolder(), "job.log");
  await crew.job({
    name,
    command: process.execPath,
    args: [...args],
    cwd,
    env: { ...env, ...quietEnv, PATH: process.env["PATH"] },
    logFile,
  });
}
