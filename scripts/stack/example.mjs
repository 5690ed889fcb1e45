/** The example app: the built page, served as files. */
import { join } from "node:path";
import { untilHealthy } from "./health.mjs";
import { packageFile, quietEnv, root } from "./repository.mjs";
import { exampleCopy } from "./served-copy.mjs";

const WORKSPACE = "examples/pixel-art-canvas";

/**
 * @param {import("./crew.mjs").Crew} crew
 * @param {import("./site.mjs").Site} site
 */
export async function startExample(crew, site) {
  const address = ["--host", "127.0.0.1", "--strictPort", "--port", String(site.ports.example)];
  const vite = packageFile(WORKSPACE, "vite", "bin/vite.js");
  const child = crew.start({
    name: "example",
    command: process.execPath,
    args: [vite, "preview", ...address, "--outDir", exampleCopy(site)],
    cwd: join(root, WORKSPACE),
    env: { ...process.env, ...quietEnv },
    logFile: join(site.dataDir, "logs/example.log"),
  });
  await untilHealthy(child, site.urls.example);
}
