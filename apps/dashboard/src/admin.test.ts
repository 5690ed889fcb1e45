/** The operators' commands as they are run: a process of their own, on a real database and over HTTP. */
import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { appQuotas } from "@agent-socket/db";
import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { openWorld, SECRETS } from "../test/world.ts";

const world = await openWorld();
const ctx = await world.newUser();
const folder = fileURLToPath(new URL("..", import.meta.url));

function admin(...words: string[]): Promise<{ code: number; output: string }> {
  const args = [
    "--conditions=react-server",
    "--disable-warning=ExperimentalWarning",
    "src/admin.ts",
    ...words,
  ];
  const env = {
    ...process.env,
    DATABASE_URL: world.database.url,
    DASHBOARD_URL: "http://localhost:3000",
    RELAY_URL: world.relay.url,
    CONTROL_SECRETS: SECRETS.join(","),
  };
  return new Promise((resolve) => {
    execFile(process.execPath, args, { cwd: folder, env }, (error, stdout, stderr) =>
      resolve({ code: error === null ? 0 : Number(error.code), output: stdout + stderr }),
    );
  });
}

test("reconcile lists, mends, and then has nothing to do", async () => {
  const appId = await world.newApp(ctx);
  world.relay.entries.delete(appId);
  const listed = await admin("reconcile", "--dry-run");
  expect(listed).toEqual({
    code: 1,
    output: `1 apps here, 1 differ at the relay.\n  ${appId}  the relay does not have it\n`,
  });
  expect(world.relay.entries.has(appId)).toBe(false);
  expect(await admin("reconcile")).toMatchObject({
    code: 0,
    output: expect.stringContaining("1 mended, 0 left."),
  });
  expect(world.relay.entries.get(appId)?.version).toBe(1);
  expect(await admin("reconcile")).toEqual({ code: 0, output: "1 apps here, 0 differ at the relay.\n" });
}, 60_000);

test("a quota is set, can be set again, and is refused where it says nothing", async () => {
  const appId = await world.newApp(ctx);
  const quotas = () => world.database.db.select().from(appQuotas).where(eq(appQuotas.appId, appId));
  expect(await admin("set-quota", `--app=${appId}`, "--calls=500", "--sessions=7")).toMatchObject({
    code: 0,
  });
  expect(await quotas()).toMatchObject([{ callsPerMonth: 500, liveSessions: 7 }]);
  expect(await admin("set-quota", `--app=${appId}`, "--sessions=default")).toMatchObject({ code: 0 });
  expect(await quotas()).toMatchObject([{ callsPerMonth: 500, liveSessions: null }]);
  expect(await admin("set-quota", "--app=as_app_nobody", "--calls=1")).toEqual({
    code: 1,
    output: "There is no app as_app_nobody.\n",
  });
}, 60_000);

test("replaying and retention say what they did; a relay that is down is said so", async () => {
  expect(await admin("replay-dead-letters")).toEqual({
    code: 0,
    output: "3 dead letters are back in the queue, 0 left.\n",
  });
  expect(await admin("retention")).toMatchObject({
    code: 0,
    output: expect.stringMatching(/^Forgot 0 calls/),
  });
  world.relay.mode = "down";
  expect(await admin("replay-dead-letters")).toEqual({
    code: 1,
    output: "The relay answered with status 503.\n",
  });
  world.relay.mode = "up";
}, 60_000);
