/** One run of the conformance suites: each must find what it looks for, but for what its list of exceptions names. */
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { onStopSignal } from "../../scripts/stack/stop-signal.mjs";
import { startStack } from "../../scripts/stack.mjs";
import { connectFixtureApp } from "./fixture-app.ts";

type Suite = {
  readonly title: string;
  /** Of the release that plays it. */
  readonly script: string;
  /** Which of a link's two addresses for the protocol. */
  readonly path: "" | "/mcp";
  readonly exceptions: string;
  readonly options: readonly string[];
};
type Outcome = { readonly exitCode: number; readonly output: string };

const suites: readonly Suite[] = [
  {
    title: "2025-11-25, by the release of its time",
    script: import.meta.resolve("conformance-2025/dist/index.js"),
    path: "",
    exceptions: "expected-failures-2025-11-25.yml",
    options: [],
  },
  ...["2025-11-25", "2026-07-28"].map((revision) => ({
    title: `${revision}, what it requires`,
    script: import.meta.resolve("conformance-2026/dist/index.js"),
    path: "/mcp" as const,
    exceptions: `expected-failures-${revision}.yml`,
    options: ["--requirements", revision],
  })),
];

export async function main(): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), "conformance-"));
  const giveUp = new AbortController();
  onStopSignal(() => giveUp.abort());
  const stack = await startStack({ parts: ["relay"], signal: giveUp.signal });
  try {
    const session = await connectFixtureApp(stack.relayUrl);
    const { url } = await session.mintAgentToken();
    let failed = 0;
    for (const suite of suites) {
      const outcome = await play(suite, url, folder, giveUp.signal);
      if (outcome.exitCode !== 0) failed += 1;
      report(suite, outcome, url);
    }
    await session.close();
    console.log(`${suites.length - failed} passed, ${failed} failed`);
    return failed === 0 ? 0 : 1;
  } finally {
    await stack.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

function play(suite: Suite, url: string, folder: string, signal: AbortSignal): Promise<Outcome> {
  const exceptions = join(import.meta.dirname, suite.exceptions);
  const where = ["--url", `${url}${suite.path}`, "--output-dir", join(folder, suite.title)];
  const child = spawn(
    process.execPath,
    [fileURLToPath(suite.script), "server", ...where, "--expected-failures", exceptions, ...suite.options],
    { signal, stdio: ["ignore", "pipe", "pipe"] },
  );
  const { promise, resolve, reject } = Promise.withResolvers<Outcome>();
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (part) => (output += String(part)));
  child.on("error", reject);
  child.on("close", (exitCode) => resolve({ exitCode: exitCode ?? 1, output }));
  return promise;
}

/** What went wrong is in the summary; it must not show the link. */
function report({ title }: Suite, { exitCode, output }: Outcome, url: string): void {
  const [, summary = output] = output.split("=== SUMMARY ===");
  const [, passed = "0"] = /^Total: (\d+) passed/m.exec(summary) ?? [];
  console.log(`${exitCode === 0 ? "ok  " : "FAIL"} ${title} (${passed} checks passed)`);
  if (exitCode !== 0) console.log(summary.replaceAll(url, "<link>"));
}
