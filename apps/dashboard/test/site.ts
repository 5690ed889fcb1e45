/** The dashboard's own doors, actions, pages and routes, called as Next calls them, by whoever a test says. */
import { createLogins } from "../src/features/auth/logins.ts";
import type { UserContext } from "../src/context.ts";
import { globSync } from "node:fs";
import { join } from "node:path";
import { afterAll, vi } from "vitest";
import { openWorld, SECRETS, type World } from "./world.ts";

export type Door = { readonly name: string; readonly open: (...given: unknown[]) => Promise<unknown> };

export type Site = {
  readonly world: World;
  /** Every exported function of the files that match, below `src`, by `name of file` or `name of export`. */
  readonly doors: (pattern: string) => Promise<readonly (Door & { readonly file: string })[]>;
  /** What the browser holds by this name; `null` for nothing. */
  readonly cookie: (name: string) => string | null;
  /** From now on the requests come from this person's browser; `null`: from nobody's. */
  readonly arriveAs: (who: UserContext | null, host?: string) => Promise<void>;
  /** When the mails of all requests until now have arrived. */
  readonly settled: () => Promise<void>;
};

const SITE_URL = "http://localhost:3000";
const root = join(import.meta.dirname, "../src");

/** For the top of a test file. The environment and what hangs on it are this file's alone. */
export async function openSite(environment: Readonly<Record<string, string>> = {}): Promise<Site> {
  const world = await openWorld();
  const shared: typeof globalThis & { agentSocketDb?: unknown } = globalThis;
  const before = shared.agentSocketDb;
  vi.resetModules();
  delete shared.agentSocketDb;
  afterAll(() => {
    vi.resetModules();
    shared.agentSocketDb = before;
    // oxlint-disable-next-line node/no-process-env
    for (const name of Object.keys(environment)) Reflect.deleteProperty(process.env, name);
  });
  // What the server is started with.
  // oxlint-disable-next-line node/no-process-env
  Object.assign(process.env, {
    DATABASE_URL: world.database.url,
    DASHBOARD_URL: SITE_URL,
    RELAY_URL: world.relay.url,
    CONTROL_SECRETS: SECRETS.join(","),
    ...environment,
  });
  (await import("../src/log.ts")).log.level = "silent";
  const { request } = await import("./next-headers.ts");
  const { serviceContext } = await import("../src/service-context.ts");
  const logins = createLogins(world.database.db, SITE_URL);
  return {
    world,
    doors: readDoors,
    cookie: (name) => request.cookies.get(name) ?? null,
    async settled() {
      await world.service.mail.settled();
      await serviceContext().mail.settled();
    },
    async arriveAs(who, host = new URL(SITE_URL).host) {
      request.headers = new Headers({ "x-forwarded-for": "192.0.2.1", host });
      request.cookies.clear();
      if (who !== null) request.cookies.set(logins.cookieName, (await logins.open(who.user.id, null)).value);
    },
  };
}

async function readDoors(pattern: string) {
  const files = globSync(pattern, { cwd: root }).toSorted();
  const found = await Promise.all(
    files.map(async (file) => {
      const exported: Record<string, unknown> = await import(join(root, file));
      return Object.entries(exported).flatMap(([name, value]) =>
        typeof value === "function" ? [{ file, name, open: opener(value) }] : [],
      );
    }),
  );
  return found.flat();
}

/** Next itself calls them without knowing their types. */
const opener =
  (door: unknown) =>
  async (...given: unknown[]): Promise<unknown> => {
    if (typeof door !== "function") throw new TypeError("This door is no function.");
    return Reflect.apply(door, undefined, given);
  };
