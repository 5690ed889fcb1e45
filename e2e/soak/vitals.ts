/** What the running parts hold: memory, sockets, and the objects on disk. */
import { execFileSync } from "node:child_process";
import { readdirSync, readlinkSync } from "node:fs";
import { join } from "node:path";

export type Vitals = {
  /** Resident, in MiB; the relay's with the development server in front of it, where there is one. */
  readonly relayMiB: number;
  readonly dashboardMiB: number;
  /** Of the relay; `null` where the system does not tell. */
  readonly sockets: number | null;
  /** Sessions' stores on disk. */
  readonly objects: number;
};

type Running = {
  readonly pid: number;
  readonly parent: number;
  readonly kib: number;
  readonly command: string;
};

export function takeVitals(dataDir: string): Vitals {
  const ours = descendants();
  const relay = ours.filter(isRelay);
  const dashboard = ours.filter(({ command }) => /next-server|\/next start|dist\/bin\/next/.test(command));
  return {
    relayMiB: mib(relay),
    dashboardMiB: mib(dashboard),
    sockets: socketsOf(relay),
    objects: objectsIn(join(dataDir, "relay")),
  };
}

export const relayMiB = (): number => mib(descendants().filter(isRelay));

const isRelay = ({ command }: Running): boolean =>
  /workerd-?[\w-]*\/bin\/workerd|\/workerd serve/.test(command);

const mib = (running: readonly Running[]): number =>
  Math.round(running.reduce((sum, { kib }) => sum + kib, 0) / 1024);

/** Whatever this process started, and whatever that started. */
function descendants(): readonly Running[] {
  const all = execFileSync("ps", ["-axo", "pid=,ppid=,rss=,args="], { encoding: "utf8", maxBuffer: 2 ** 26 })
    .split("\n")
    .flatMap((line): Running[] => {
      const [, pid, parent, kib, command] = /^\s*(\d+)\s+(\d+)\s+(\d+)\s+(.*)$/.exec(line) ?? [];
      return command === undefined
        ? []
        : [{ pid: Number(pid), parent: Number(parent), kib: Number(kib), command }];
    });
  const found = new Set([process.pid]);
  for (let size = 0; size !== found.size;) {
    size = found.size;
    for (const { pid, parent } of all) if (found.has(parent)) found.add(pid);
  }
  return all.filter(({ pid }) => found.has(pid));
}

function socketsOf(running: readonly Running[]): number | null {
  if (process.platform !== "linux") return null;
  return running.reduce(
    (sum, { pid }) => sum + readdirSync(`/proc/${pid}/fd`).filter(isSocket(pid)).length,
    0,
  );
}

const isSocket = (pid: number) => (fd: string) => {
  try {
    return readlinkSync(`/proc/${pid}/fd/${fd}`).startsWith("socket:");
  } catch {
    // Closed since the folder was read.
    return false;
  }
};

const objectsIn = (folder: string): number =>
  readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((file) =>
    /SessionServer\/[0-9a-f]+\.sqlite$/.test(file),
  ).length;
