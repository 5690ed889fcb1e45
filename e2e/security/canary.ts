/** The search: whatever was kept of this run anywhere, in whatever form, holds none of its secrets. */
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join, relative } from "node:path";
import { importTokenKey, readToken } from "@agent-socket/protocol";
import { until } from "../faults/measure.ts";
import type { Place } from "./place.ts";
import { type Finding, Secrets } from "./secrets.ts";
import { type Plan, threat, type Threat } from "./threat.ts";

/** What holds the secrets because that is its task: the settings of both parts, readable by their owner alone. */
const KEEPERS = new Set(["secrets.json", "relay.env", "dashboard.env"]);
/** Searched as a dump instead, where nothing is compressed. */
const DATABASE = "postgres";
const TOKEN = /as_[0-9A-Z]{8}_[A-Za-z0-9_-]{22}(?![A-Za-z0-9_-])/g;
const SCENARIOS_MS = 600_000;
/** Of each of these one must have come up, or its search proves nothing. */
const WANTED = [
  "control secret",
  "token key",
  "password",
  "cookie",
  "token",
  "resumeSecret",
  "app key",
  "mail token",
  "argument",
];
/** Where something is kept because that is what it is for: a developer's mailbox, and results that may be asked for again. */
const KEPT: Readonly<Record<string, RegExp>> = {
  "mail token": /^table development_mails$/,
  argument: /^relay\//,
};

async function search(place: Place, { isShort }: Plan): Promise<string> {
  proveSearch();
  if (!isShort) await playScenarios(place);
  await plant(place);
  const pages = await openPages(place);
  place.gatherSecrets();
  const missing = WANTED.filter((kind) => !place.secrets.kinds.some((one) => one.endsWith(`× ${kind}`)));
  assert.deepEqual(missing, [], "no secret of this kind came up");
  const find = place.secrets.searcher();
  const isReal = await tokenJudge(place);
  const findings: Finding[] = [];
  let bytesSearched = 0;
  const look = async (where: string, bytes: Buffer): Promise<void> => {
    bytesSearched += bytes.length;
    findings.push(...find(where, bytes).filter(({ kind }) => KEPT[kind]?.test(where) !== true));
    for (const [token] of bytes.toString("latin1").matchAll(TOKEN))
      if (await isReal(token)) findings.push({ kind: "token", where, form: "of any link" });
  };
  for (const file of filesIn(place.stack.dataDir)) {
    const bytes = readIfThere(file);
    if (bytes !== null) await look(relative(place.stack.dataDir, file), bytes);
  }
  for (const [table, rows] of await dump(place)) await look(`table ${table}`, Buffer.from(rows));
  for (const [path, text] of pages) await look(`page ${path}`, Buffer.from(text));
  assert.deepEqual(
    findings.map(({ kind, where, form }) => `${kind} ${form} in ${where}`),
    [],
  );
  return `${place.secrets.kinds.join(", ")} in ${(bytesSearched / 2 ** 20).toFixed(0)} MiB: 0 hits`;
}

/** A search that finds nothing proves nothing, unless it would have found something. */
function proveSearch(): void {
  const planted = new Secrets();
  planted.add("planted", "a-secret-of-this-very-test");
  const find = planted.searcher();
  for (const hidden of [
    "a-secret-of-this-very-test",
    Buffer.from("x a-secret-of-this-very-test y").toString("base64"),
    Buffer.from("a-secret-of-this-very-test").toString("hex"),
  ])
    assert.notEqual(find("here", Buffer.from(`before ${hidden} after`)).length, 0, hidden);
  assert.equal(find("here", Buffer.from("nothing of the kind")).length, 0);
}

/** Those that nothing before may have brought up: the link of a mail, an app's key, and what is said in a call that is remembered. */
async function plant(place: Place): Promise<void> {
  const { visitor, email } = await place.newPerson();
  const action = await visitor.formAction("/forgot-password");
  await visitor.act("/forgot-password", action, { fields: { email } });
  await until(async () => (await mailTokens(place, email)).length > 0);
  for (const token of await mailTokens(place, email)) place.secrets.add("mail token", token);
  const said = `argument-${crypto.randomUUID()}`;
  place.secrets.add("argument", said);
  const { entry, appKey } = await place.office.registerApp({ origins: [] });
  place.secrets.add("app key", appKey);
  const { agent } = await place.openApp({ appId: entry.appId, appKey });
  const answer = await agent.post("/echo", { said }, { "idempotency-key": crypto.randomUUID() });
  assert.ok(answer.text.includes(said), `the app says it back: ${answer.text.slice(0, 200)}`);
}

async function mailTokens({ database }: Place, email: string): Promise<readonly string[]> {
  const { rows } = await database.query<{ text: string }>(
    "select text from development_mails where recipient = $1",
    [email],
  );
  return rows.flatMap(({ text }) => [...text.matchAll(/token=([\w-]+)/g)].map(([, token = ""]) => token));
}

async function tokenJudge(place: Place): Promise<(token: string) => Promise<boolean>> {
  const kept = readFileSync(join(place.stack.dataDir, "secrets.json"), "utf8");
  const [, secret = ""] = /"tokenKeys":\s*\[\s*\{\s*"value":\s*"([^"]+)"/.exec(kept) ?? [];
  const key = await importTokenKey(secret);
  return async (token) => (await readToken(token, [key])) !== null;
}

function filesIn(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => !KEEPERS.has(file) && !file.startsWith(`${DATABASE}/`))
    .map((file) => join(folder, file))
    .filter((file) => statSync(file, { throwIfNoEntry: false })?.isFile() ?? false);
}

/** `null` for one that went meanwhile, as SQLite's journals do when an object goes to sleep. */
function readIfThere(file: string): Buffer | null {
  try {
    return readFileSync(file);
  } catch (cause) {
    if (cause instanceof Error && "code" in cause && cause.code === "ENOENT") return null;
    throw cause;
  }
}

async function dump({ database }: Place): Promise<readonly (readonly [string, string])[]> {
  const { rows: tables } = await database.query<{ name: string }>(
    "select table_name as name from information_schema.tables where table_schema = 'public'",
  );
  const dumped: (readonly [string, string])[] = [];
  for (const { name } of tables) {
    const { rows } = await database.query<{ row: string }>(`select t::text as row from "${name}" t`);
    dumped.push([name, rows.map(({ row }) => row).join("\n")]);
  }
  return dumped;
}

/** As somebody who is signed in gets them, with all that the framework puts in. */
async function openPages(place: Place): Promise<readonly (readonly [string, string])[]> {
  const person = await place.newPerson();
  const appId = await place.newApp(person, "Canary");
  const paths = [
    ...["", "/origins", "/keys", "/links", "/sessions", "/calls", "/settings", "/connect"].map(
      (one) => `/apps/${appId}${one}`,
    ),
    ...["", "/members", "/settings", "/audit"].map((one) => `/workspaces/${person.workspaceId}${one}`),
    "/account",
    "/signin",
  ];
  return Promise.all(paths.map(async (path) => [path, (await person.visitor.get(path)).text] as const));
}

/** All of them at the same relay and dashboard, so that their secrets are searched for as well. */
async function playScenarios({ stack }: Place): Promise<void> {
  const child = spawn(process.execPath, [join(import.meta.dirname, "../scenarios/run.mjs"), "all"], {
    stdio: ["ignore", "pipe", "inherit"],
    timeout: SCENARIOS_MS,
    env: {
      ...process.env,
      AS_RELAY_URL: stack.relayUrl,
      AS_DASHBOARD_URL: stack.dashboardUrl,
      AS_DATABASE_URL: stack.databaseUrl,
      AS_CONTROL_SECRETS: stack.controlSecrets.join(","),
    },
  });
  let output = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => (output += text));
  await new Promise((ended) => child.on("close", ended));
  // Whether each is true is said by their own suite; here it counts that they were played to the end.
  assert.match(
    output,
    /^[1-9]\d* passed, \d+ failed$/m,
    `the scenarios did not play: ${output.slice(-2000)}`,
  );
}

export const canary: Threat = threat(
  1,
  "no secret of this run is in any log, database, object, queue or page",
  search,
);
