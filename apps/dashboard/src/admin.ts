/**
 * What operators do by hand: `npm run admin -- <command>` runs this with the dashboard's environment. Prints one line a
 * fact; exits with 1 when something is left to be done.
 */
import { createDb } from "@agent-socket/db";
import type { ServiceContext } from "./context.ts";
import { env } from "./env.ts";
import { setQuota } from "./features/quotas/set-quota.ts";
import { keepHouse } from "./housekeeping.ts";
import { log } from "./log.ts";
import { createMailer } from "./mail/mailer.ts";
import { Refused } from "./refused.ts";
import { type Drift, findDrift } from "./registry/find-drift.ts";
import { reconcile, removeUnknown } from "./registry/reconcile.ts";
import { createRelayControl } from "./relay/relay-control.ts";

type Command = (ctx: ServiceContext, flags: ReadonlySet<string>) => Promise<boolean>;

const commands: Readonly<Record<string, Command>> = {
  reconcile: runReconcile,
  "replay-dead-letters": replayDeadLetters,
  retention,
  "set-quota": runSetQuota,
};

const say = (line: string): void => console.log(line);

async function runReconcile(ctx: ServiceContext, flags: ReadonlySet<string>): Promise<boolean> {
  const found = await findDrift(ctx);
  if (!found.ok) return fail(found.reason);
  say(`${found.apps} apps here, ${found.drift.length} differ at the relay.`);
  for (const drift of found.drift) say(describe(drift));
  if (flags.has("--dry-run") || found.drift.length === 0) return found.drift.length === 0;
  const done = await reconcile(ctx);
  if (!done.ok) return fail(done.reason);
  let left = 0;
  for (const { appId, reason } of done.unmended) {
    const drift = done.drift.find((one) => one.appId === appId);
    const removes = drift?.kind === "unknown" && flags.has("--remove-unknown");
    const stillWrong = removes ? await removeUnknown(ctx, drift) : reason;
    if (stillWrong === null) continue;
    left++;
    say(`  ${appId}  not mended: ${stillWrong}`);
  }
  say(`${done.drift.length - left} mended, ${left} left.`);
  return left === 0;
}

function describe({ appId, kind, version, relayVersion }: Drift): string {
  const words = {
    missing: "the relay does not have it",
    older: `the relay has version ${relayVersion}, here is ${version}`,
    newer: `the relay has version ${relayVersion}, here is only ${version}`,
    different: `version ${version} says something else at the relay`,
    unknown: `only the relay knows it (version ${relayVersion})`,
  };
  return `  ${appId}  ${words[kind]}`;
}

/** A round puts back some; it goes on until none are left. */
async function replayDeadLetters(ctx: ServiceContext): Promise<boolean> {
  for (let total = 0; ;) {
    const answer = await ctx.relay.replayDeadLetters();
    if (!answer.ok) return fail(answer.reason);
    total += answer.value.replayed;
    if (answer.value.left > 0 && answer.value.replayed > 0) continue;
    say(`${total} dead letters are back in the queue, ${answer.value.left} left.`);
    return answer.value.left === 0;
  }
}

async function retention(ctx: ServiceContext): Promise<boolean> {
  const { calls, usage, sessions, quarantine } = await keepHouse(ctx, env().dashboardUrl);
  say(
    `Forgot ${calls} calls, ${usage} roll-up rows, ${sessions} sessions and ${quarantine} quarantined events.`,
  );
  return true;
}

/** `--app=<id>`, then `--calls=` and `--sessions=`, each a number or `default`. */
async function runSetQuota(ctx: ServiceContext, flags: ReadonlySet<string>): Promise<boolean> {
  const given = new Map([...flags].map((flag) => [flag.split("=")[0], flag.split("=")[1] ?? ""]));
  const [calls, sessions] = [quotaOf(given.get("--calls")), quotaOf(given.get("--sessions"))];
  if (calls === "wrong" || sessions === "wrong") return fail('A quota is a whole number, or "default".');
  const appId = given.get("--app") ?? "";
  try {
    const callsGiven = calls === undefined ? {} : { callsPerMonth: calls };
    const sessionsGiven = sessions === undefined ? {} : { liveSessions: sessions };
    await setQuota({ ctx, input: { appId, ...callsGiven, ...sessionsGiven } });
  } catch (cause) {
    if (cause instanceof Refused) return fail(cause.message);
    throw cause;
  }
  say(`The quotas of ${appId} are set; they hold within a few seconds.`);
  return true;
}

/** `null`: the default; `undefined`: not given. */
function quotaOf(text: string | undefined): number | null | undefined | "wrong" {
  if (text === undefined) return undefined;
  if (text === "default") return null;
  return /^\d{1,9}$/.test(text) ? Number(text) : "wrong";
}

function fail(reason: string): false {
  say(reason);
  return false;
}

async function runAdmin(words: readonly string[]): Promise<boolean> {
  const [name = "", ...flags] = words;
  const command = commands[name];
  if (command === undefined) return fail(`There is no command "${name}".`);
  const { databaseUrl, dashboardUrl, relayUrl, controlSecrets } = env();
  // What the log would say, the lines below say.
  log.level = "silent";
  const { db, close } = createDb(databaseUrl, { onConnectionLost: () => undefined });
  try {
    const relay = createRelayControl({ relayUrl, controlSecrets, log });
    const mail = createMailer({ siteUrl: dashboardUrl, deliver: null, log });
    return await command({ db, relay, mail, log }, new Set(flags));
  } finally {
    await close();
  }
}

process.exitCode = (await runAdmin(process.argv.slice(2))) ? 0 : 1;
