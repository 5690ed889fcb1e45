/** Where a run happens: the bare bridge, the relay, the peers and the load generator, each a process of its own. */
import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { Crew } from "../../scripts/stack/crew.mjs";
import { onStopSignal } from "../../scripts/stack/stop-signal.mjs";
import { DashboardOffice } from "../clients/dashboard-office.ts";
import type { Credentials } from "./load/apps.ts";
import { Generator } from "./load/generator.ts";
import { serveBridge } from "./servers/bridge.ts";
import { type RelayServer, serveRelay } from "./servers/relay.ts";
import { newStorage } from "./servers/storage.ts";
import type { Server } from "./servers/workerd.ts";

export type Place = {
  readonly crew: Crew;
  readonly folder: string;
  readonly generator: Generator;
  readonly bridge: Server;
  readonly relay: RelayServer;
  readonly credentials: Credentials;
  readonly stop: () => Promise<void>;
};

/** As long as a session of a known app is held by default. */
const WEEK_MS = 7 * 24 * 3600 * 1000;

export async function openPlace(onDisk: boolean): Promise<Place> {
  const crew = new Crew();
  const folder = newStorage(onDisk);
  const generator = new Generator();
  const stop = async () => {
    generator.stop();
    await crew.stop();
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  };
  onStopSignal(async () => {
    await stop();
    process.exit(130);
  });
  try {
    mkdirSync(join(folder, "bridge"));
    mkdirSync(join(folder, "relay"));
    const bridge = await serveBridge(crew, join(folder, "bridge"));
    const relay = await serveRelay(crew, join(folder, "relay"));
    const { entry, appKey } = await new DashboardOffice(relay.url, relay.controlSecrets).registerApp({
      holdForMs: WEEK_MS,
    });
    return { crew, folder, generator, bridge, relay, credentials: { appId: entry.appId, appKey }, stop };
  } catch (cause) {
    await stop();
    throw cause;
  }
}
