// Serves the page with the SDK's file for script tags. `PORT` chooses the port (5176 by default), `RELAY_URL` the relay.
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const port = Number(process.env["PORT"] ?? 5176);
const relay = process.env["RELAY_URL"] ?? "http://localhost:8787";
const scripts = dirname(fileURLToPath(import.meta.resolve("@agent-socket/sdk/script/manifest.json")));
const polyfill = fileURLToPath(import.meta.resolve("@mcp-b/webmcp-polyfill/iife"));
const { file, integrity } = JSON.parse(readFileSync(join(scripts, "manifest.json"), "utf8"));
const tag = `<script type="module" src="/${file}" integrity="${integrity}"></script>`;
const text = (path) => readFileSync(path, "utf8");
const here = (name) => text(join(import.meta.dirname, name));

const PAGES = {
  "/": () => ["text/html; charset=utf-8", here("index.html").replace("SDK", tag).replace("RELAY", relay)],
  "/lamp.js": () => ["text/javascript", here("lamp.js")],
  "/lamp.css": () => ["text/css", here("lamp.css")],
  "/webmcp-polyfill.js": () => ["text/javascript", text(polyfill)],
  [`/${file}`]: () => ["text/javascript", text(join(scripts, file))],
};

const server = createServer((request, response) => {
  const page = PAGES[new URL(request.url ?? "/", "http://page").pathname]?.();
  if (page === undefined) return response.writeHead(404).end();
  response.writeHead(200, { "content-type": page[0] }).end(page[1]);
});
server.listen(port, "127.0.0.1", () => console.log(`http://localhost:${server.address().port}`));
