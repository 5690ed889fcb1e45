/** Where the scenarios play: a stack that is already running, named by the environment, or a throw-away one of our own. */
import pg from "pg";
import { DashboardOffice } from "../clients/dashboard-office.ts";

export type World = {
  readonly relayUrl: string;
  readonly dashboardUrl: string;
  readonly office: DashboardOffice;
  readonly database: pg.Pool;
  /** Kills the relay as a crash would and waits until it answers again; `null` for a relay that is not ours. */
  readonly restartRelay: (() => Promise<void>) | null;
  readonly stop: () => Promise<void>;
};

type Place = { readonly relayUrl: string; readonly dashboardUrl: string; readonly databaseUrl: string; readonly controlSecrets: readonly string[] };

export async function openWorld(): Promise<World> {
  const { AS_RELAY_URL: relayUrl, AS_DASHBOARD_URL: dashboardUrl, AS_DATABASE_URL: databaseUrl, AS_CONTROL_SECRETS: secrets } = process.env;
  if (relayUrl !== undefined) {
    if (dashboardUrl === undefined || databaseUrl === undefined || secrets === undefined)
      throw new Error("With AS_RELAY_URL, set AS_DASHBOARD_URL, AS_DATABASE_URL and AS_CONTROL_SECRETS as well.");
    return worldAt({ relayUrl, dashboardUrl, databaseUrl, controlSecrets: secrets.split(",") }, null, async () => undefined);
  }
  const { startStack } = await import("../../scripts/stack.mjs");
  const stack = await startStack({});
  return worldAt(stack, () => restart(stack), () => stack.stop());
}

async function restart(stack: { killRelay: () => Promise<void>; startRelay: () => Promise<void> }): Promise<void> {
  await stack.killRelay();
  await stack.startRelay();
}

function worldAt(place: Place, restartRelay: World["restartRelay"], stopStack: () => Promise<void>): World {
  const database = new pg.Pool({ connectionString: place.databaseUrl, max: 2 });
  // An idle connection that Postgres drops at the end is of no interest.
  database.on("error", () => undefined);
  return {
    relayUrl: place.relayUrl,
    dashboardUrl: place.dashboardUrl,
    office: new DashboardOffice(place.relayUrl, place.controlSecrets),
    database,
    restartRelay,
    stop: async () => {
      await database.end();
      await stopStack();
    },
  };
}
