/** A `workerd serve` of its own: one loopback socket, Durable Objects in SQLite on the local disk, nothing in front. */
import { copyFileSync, mkdirSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import type { Crew } from "../../../scripts/stack/crew.mjs";
import { freePort } from "../../../scripts/stack/port.mjs";
import { packageFile, quietEnv } from "../../../scripts/stack/repository.mjs";
import { untilAnswers } from "./until-answers.ts";

export type Server = { readonly url: string; readonly pid: number };
export type KillableServer = Server & { readonly kill: () => Promise<void> };

/** `services` and `extensions` in workerd's own configuration language, which embed `modules` by their names. */
export type Site = {
  readonly name: string;
  /** The service behind the socket. */
  readonly main: string;
  readonly modules: readonly string[];
  readonly services: string;
  readonly extensions?: string;
  readonly folder: string;
  /** A free one by default. With the same folder, one that was killed starts again as it was. */
  readonly port?: number | undefined;
  /** Where its isolates can be looked into; nowhere by default. */
  readonly inspectorPort?: number | undefined;
};

export async function serveWorkerd(crew: Crew, site: Site): Promise<KillableServer> {
  const { name, folder } = site;
  const port = site.port ?? (await freePort());
  const storage = join(folder, "objects");
  mkdirSync(storage, { recursive: true });
  for (const file of site.modules) copyFileSync(file, join(folder, basename(file)));
  const config = join(folder, "config.capnp");
  writeFileSync(config, configOf(site, port, storage));
  const inspector =
    site.inspectorPort === undefined ? [] : [`--inspector-addr=127.0.0.1:${site.inspectorPort}`];
  const child = crew.start({
    name,
    command: packageFile(".", "workerd", "bin/workerd"),
    args: ["serve", "--experimental", ...inspector, config],
    cwd: folder,
    env: { ...process.env, ...quietEnv },
    logFile: join(folder, "workerd.log"),
  });
  const url = `http://127.0.0.1:${port}`;
  await untilAnswers(url, child);
  return { url, pid: child.pid, kill: () => crew.kill(child) };
}

const configOf = ({ main, services, extensions = "" }: Site, port: number, storage: string): string => `
using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [
    (name = "storage", disk = (path = "${storage}", writable = true)),
    ${services}
  ],
  sockets = [(name = "http", address = "127.0.0.1:${port}", http = (), service = "${main}")],
  extensions = [${extensions}],
);
`;
