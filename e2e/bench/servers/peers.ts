/** What a person would use instead, on the same machine: installed when it is needed, from a lockfile of its own. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Crew } from "../../../scripts/stack/crew.mjs";
import { freePort } from "../../../scripts/stack/port.mjs";
import type { Server } from "./workerd.ts";
import { untilAnswers } from "./until-answers.ts";

const folder = join(import.meta.dirname, "../peers");

export async function installPeers(crew: Crew, logs: string): Promise<void> {
  if (existsSync(join(folder, "node_modules/piping-server"))) return;
  await crew.job({
    name: "installation of the peers",
    command: "npm",
    args: ["ci", "--ignore-scripts", "--no-audit", "--no-fund"],
    cwd: folder,
    env: process.env,
    logFile: join(logs, "peers.log"),
  });
}

export type McpMode = "sse" | "json" | "stateless";

export const serveMcp = (crew: Crew, logs: string, mode: McpMode): Promise<Server> =>
  serve(crew, logs, `mcp-${mode}`, (port) => [join(import.meta.dirname, "mcp-peer.mjs"), port, mode]);

export const serveTunnel = (crew: Crew, logs: string): Promise<Server> =>
  serve(crew, logs, "localtunnel", (port) => [join(import.meta.dirname, "tunnel-peer.mjs"), folder, port]);

export const servePiping = (crew: Crew, logs: string): Promise<Server> =>
  serve(crew, logs, "piping-server", (port) => [
    join(folder, "node_modules/piping-server/dist/src/index.js"),
    "--host=127.0.0.1",
    `--http-port=${port}`,
  ]);

async function serve(
  crew: Crew,
  logs: string,
  name: string,
  argsOf: (port: string) => readonly string[],
): Promise<Server> {
  const port = await freePort();
  const child = crew.start({
    name,
    command: process.execPath,
    args: argsOf(String(port)),
    cwd: import.meta.dirname,
    env: process.env,
    logFile: join(logs, `${name}.log`),
  });
  const url = `http://127.0.0.1:${port}`;
  await untilAnswers(url, child);
  return { url, pid: child.pid };
}
