/** Where the faults happen: a stack of its own, whose relay and dashboard meet only over ways that can fail. */
import pg from "pg";
import { newAppId, newAppKey, sha256 } from "@agent-socket/protocol";
import { startStack } from "../../scripts/stack.mjs";
import { DashboardOffice } from "../clients/dashboard-office.ts";
import { FaultyWay } from "./faulty-way.ts";
import type { Random } from "./random.ts";

type Stack = Awaited<ReturnType<typeof startStack>>;

export type Place = {
  readonly stack: Stack;
  readonly database: pg.Pool;
  readonly office: DashboardOffice;
  /** From the relay to the dashboard, and back. */
  readonly ways: readonly [FaultyWay, FaultyWay];
  /** Settings of both, read at each start. */
  readonly settings: { readonly relay: Record<string, string>; readonly dashboard: Record<string, string> };
  readonly stop: () => Promise<void>;
};

export async function openPlace(random: Random, signal: AbortSignal): Promise<Place> {
  const toDashboard = await FaultyWay.open(random);
  const toRelay = await FaultyWay.open(random);
  const settings: Place["settings"] = {
    relay: { DASHBOARD_URL: toDashboard.url },
    dashboard: { RELAY_URL: toRelay.url },
  };
  const closeWays = () => {
    toDashboard.close();
    toRelay.close();
  };
  const stack = await startStack({
    parts: ["relay", "dashboard"],
    relaySettings: settings.relay,
    dashboardSettings: settings.dashboard,
    signal,
  }).catch((cause: unknown) => {
    closeWays();
    throw cause;
  });
  toDashboard.leadsTo(stack.dashboardUrl);
  toRelay.leadsTo(stack.relayUrl);
  const database = new pg.Pool({ connectionString: stack.databaseUrl, max: 3 });
  // Postgres is stopped on purpose.
  database.on("error", () => undefined);
  const stop = async () => {
    await database.end();
    closeWays();
    await stack.stop();
  };
  const office = new DashboardOffice(stack.relayUrl, stack.controlSecrets);
  return { stack, database, office, ways: [toDashboard, toRelay], settings, stop };
}

export type KnownApp = { readonly appId: string; readonly appKey: string };

/** An app as the dashboard would make it; the relay has not heard of it. */
export async function addApp(
  { database }: Place,
  origins: readonly string[] = [],
  appId = newAppId(),
): Promise<KnownApp> {
  const { key, id } = newAppKey();
  const { rows } = await database.query<{ id: string }>(
    "insert into workspaces (name) values ('Faults') returning id",
  );
  await database.query("insert into apps (id, workspace_id, name) values ($1, $2, 'Faults')", [
    appId,
    rows[0]?.id,
  ]);
  await database.query("insert into app_keys (id, app_id, key_hash, label) values ($1, $2, $3, 'faults')", [
    id,
    appId,
    await sha256(key),
  ]);
  for (const origin of origins)
    await database.query("insert into allowed_origins (app_id, origin) values ($1, $2)", [appId, origin]);
  return { appId, appKey: key };
}
