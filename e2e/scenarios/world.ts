/** Where the scenarios play: a stack that is already running, named by the environment, or a throw-away one of our own. */
import pg from "pg";
import { Fault } from "../../scripts/stack/fault.mjs";
import { startStack } from "../../scripts/stack.mjs";
import { DashboardOffice } from "../clients/dashboard-office.ts";

export type World = {
  readonly relayUrl: string;
  readonly dashboardUrl: string;
  readonly office: DashboardOffice;
  readonly database: pg.Pool;
  /** Of a relay that is there to be killed; `null` for one that others play on as well. */
  readonly fragile: Fragile | null;
  readonly stop: () => Promise<void>;
};

type Fragile = {
  /** Kills the relay as a crash would and waits until it answers again. */
  readonly restartRelay: () => Promise<void>;
  /** Its logs, and all that the relay keeps on disk. */
  readonly dataDir: string;
};

type Place = {
  readonly relayUrl: string;
  readonly dashboardUrl: string;
  readonly databaseUrl: string;
  readonly controlSecrets: readonly string[];
};

/** Where all scenarios play that leave the relay alive. */
export async function openWorld(withDashboard: boolean, signal: AbortSignal): Promise<World> {
  const given = givenPlace();
  if (given !== null) return worldAt(given, null, async () => undefined);
  const stack = await startStack({ parts: withDashboard ? ["relay", "dashboard"] : ["relay"], signal });
  return worldAt(stack, null, stack.stop);
}

/** A relay of its own for the scenarios that kill it, so that the others need not wait for them. */
export async function openFragileWorld(signal: AbortSignal): Promise<World> {
  const stack = await startStack({ parts: ["relay"], signal });
  const restartRelay = async () => {
    await stack.killRelay();
    await stack.startRelay();
  };
  return worldAt(stack, { restartRelay, dataDir: stack.dataDir }, stack.stop);
}

function givenPlace(): Place | null {
  const { AS_RELAY_URL, AS_DASHBOARD_URL, AS_DATABASE_URL, AS_CONTROL_SECRETS } = process.env;
  if (AS_RELAY_URL === undefined) return null;
  if (AS_CONTROL_SECRETS === undefined) throw new Fault("With AS_RELAY_URL, set AS_CONTROL_SECRETS as well.");
  return {
    relayUrl: AS_RELAY_URL,
    dashboardUrl: AS_DASHBOARD_URL ?? "http://localhost:0",
    databaseUrl: AS_DATABASE_URL ?? "",
    controlSecrets: AS_CONTROL_SECRETS.split(","),
  };
}

function worldAt(place: Place, fragile: Fragile | null, stopStack: () => Promise<void>): World {
  const { relayUrl, dashboardUrl, databaseUrl, controlSecrets } = place;
  // Connects at the first query only, so a run that asks no database needs none.
  const database = new pg.Pool({ connectionString: databaseUrl, max: 2 });
  // An idle connection that Postgres drops at the end is of no interest.
  database.on("error", () => undefined);
  const stop = async () => {
    await database.end();
    await stopStack();
  };
  return {
    relayUrl,
    dashboardUrl,
    office: new DashboardOffice(relayUrl, controlSecrets),
    database,
    fragile,
    stop,
  };
}
