/**
 * The control: what the platform's own memory grows by when it carries as many requests. The barest bridge there is, on the same
 * development server; nothing of the relay's is in it.
 */
import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Crew } from "../../scripts/stack/crew.mjs";
import { newThrowAwayFolder } from "../../scripts/stack/folder.mjs";
import { untilHealthy } from "../../scripts/stack/health.mjs";
import { freePort } from "../../scripts/stack/port.mjs";
import { packageFile, quietEnv, root } from "../../scripts/stack/repository.mjs";
import { bridgeApp } from "../bench/load/apps.ts";
import { relayMiB } from "./vitals.ts";

const SESSIONS = 5;
const CALLERS = 10;

/** In MiB. No other relay may run under this process meanwhile. */
export async function bridgeGrowth(requests: number, signal: AbortSignal): Promise<number> {
  const folder = newThrowAwayFolder();
  const crew = new Crew();
  signal.addEventListener("abort", () => void crew.stop());
  try {
    const url = await serve(crew, folder);
    const names = Array.from({ length: SESSIONS }, (_, index) => `session-${index}`);
    const apps = await Promise.all(names.map((name) => bridgeApp(url, name)));
    const links = apps.flatMap(({ linkUrls }) => linkUrls);
    await callAll(links, SESSIONS);
    const before = relayMiB();
    await callAll(links, requests);
    const growth = relayMiB() - before;
    for (const { socket } of apps) socket.terminate();
    return growth;
  } finally {
    await crew.stop();
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

async function callAll(links: readonly string[], requests: number): Promise<void> {
  let made = 0;
  const caller = async (): Promise<void> => {
    while (made < requests) {
      const link = links[made++ % links.length] ?? "";
      const body = JSON.stringify({ say: crypto.randomUUID() });
      const response = await fetch(link, { method: "POST", body });
      if ((await response.text()) !== body) throw new Error("The bridge said something else.");
    }
  };
  await Promise.all(Array.from({ length: CALLERS }, caller));
}

async function serve(crew: Crew, folder: string): Promise<string> {
  const port = await freePort();
  const config = {
    name: "bridge",
    main: join(root, "e2e/bench/servers/bridge.worker.js"),
    compatibility_date: "2026-11-01",
    send_metrics: false,
    durable_objects: { bindings: [{ name: "BRIDGES", class_name: "Bridge" }] },
    migrations: [{ tag: "v1", new_sqlite_classes: ["Bridge"] }],
  };
  writeFileSync(join(folder, "wrangler.json"), JSON.stringify(config));
  const wrangler = packageFile("apps/relay", "wrangler", "bin/wrangler.js");
  const address = ["--ip", "127.0.0.1", "--port", String(port), "--inspector-port", "0"];
  const quiet = ["--log-level", "warn", "--show-interactive-dev-session=false"];
  const child = crew.start({
    name: "bridge",
    command: process.execPath,
    args: [wrangler, "dev", ...address, "--persist-to", join(folder, "state"), ...quiet],
    cwd: folder,
    env: { ...process.env, ...quietEnv },
    logFile: join(folder, "bridge.log"),
  });
  const url = `http://127.0.0.1:${port}`;
  await untilHealthy(child, `${url}/alone`);
  return url;
}
