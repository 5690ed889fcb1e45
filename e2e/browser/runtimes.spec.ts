/** The SDK where there is no page, in a Node that has no WebSocket of its own. */
import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "esbuild";
import { expect, test } from "./fixtures.ts";
import { callTool } from "./link.ts";

const { resolve } = createRequire(import.meta.url);
const EMPTY = "export {};";

const tools = (said: string): string =>
  `tools: [{ path: "/hello", method: "GET", description: "Greets.", handler: () => "${said}" }]`;

/** As an app's developer would bundle it. */
async function bundled(contents: string, platform: "node" | "neutral"): Promise<string> {
  const stdin = { contents, resolveDir: import.meta.dirname };
  const { outputFiles } = await build({ stdin, bundle: true, write: false, format: "esm", platform });
  return outputFiles[0]?.text ?? EMPTY;
}

test("In a Node without a WebSocket it says what to do, and with the one of `ws` it connects", async ({
  addresses,
}) => {
  const folder = mkdtempSync(join(tmpdir(), "agent-socket-node-"));
  const options = `appId: "as_app_anon", baseUrl: "${addresses.relay}", ${tools("node")}`;
  const code = (more: string): string => `
    import { connect } from "@agent-socket/sdk";
    import WebSocket from ${JSON.stringify(resolve("ws"))};
    connect({ ${options} ${more} })
      .then((session) => session.mintAgentToken())
      .then(({ url }) => console.log(url), (cause) => { console.log(cause.code); process.exit(0); });
    export { WebSocket };`;
  const oldNode = ["--no-experimental-websocket", join(folder, "main.mjs")];
  try {
    writeFileSync(join(folder, "main.mjs"), await forNode(code("")));
    expect(execFileSync(process.execPath, oldNode, { encoding: "utf8" }).trim()).toBe("no_websocket");
    writeFileSync(join(folder, "main.mjs"), await forNode(code(", WebSocket")));
    const app = spawn(process.execPath, oldNode, { stdio: ["ignore", "pipe", "inherit"] });
    const [link] = await once(app.stdout, "data");
    expect((await callTool(String(link).trim(), "hello")).body).toBe("node");
    app.kill();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

/** `ws` is CommonJS, and asks for Node's own modules. */
const forNode = async (contents: string): Promise<string> =>
  `import { createRequire } from "node:module"; const require = createRequire(import.meta.url);\n${await bundled(contents, "node")}`;
