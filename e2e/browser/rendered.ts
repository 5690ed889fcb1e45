/** A page of `pages` as a server renders it, by a Node of its own. */
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "esbuild";
import { aliasOf, type ReactVersion } from "./react-version.ts";

export async function renderedByServer(
  module: string,
  react: ReactVersion,
  ...args: readonly string[]
): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), "agent-socket-page-"));
  const outfile = join(folder, "server.cjs");
  try {
    await build({
      entryPoints: [join(import.meta.dirname, "pages", module)],
      outfile,
      bundle: true,
      platform: "node",
      format: "cjs",
      jsx: "automatic",
      alias: aliasOf(react),
      define: { "process.env.NODE_ENV": '"development"' },
    });
    return execFileSync(process.execPath, [outfile, ...args], { encoding: "utf8" });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
