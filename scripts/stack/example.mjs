/** The example app: the built page, served as files. */
import { join } from "node:path";
import { packageFile, quietEnv, root } from "./repository.mjs";

const WORKSPACE = "examples/pixel-art-canvas";

/**
 * @param {object} options
 * @param {number} options.port
 * @param {string} options.dataDir
 * @returns {import("./child.mjs").ChildOptions}
 */
export function exampleCommand({ port, dataDir }) {
  const vite = packageFile(WORKSPACE, "vite", "bin/vite.js");
  return {
    name: "example",
    command: process.execPath,
    args: [vite, "preview", "--host", "127.0.0.1", "--strictPort", "--port", String(port)],
    cwd: join(root, WORKSPACE),
    env: { ...process.env, ...quietEnv },
    logFile: join(dataDir, "logs/example.log"),
  };
}
