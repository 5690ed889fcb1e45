// Serves the page with the SDK's file for script tags. `PORT` chooses the port; 5174 by default.
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const port = Number(process.env["PORT"] ?? 5174);
const scripts = dirname(fileURLToPath(import.meta.resolve("@agent-socket/sdk/script/manifest.json")));
const { file, integrity } = JSON.parse(readFileSync(join(scripts, "manifest.json"), "utf8"));
const tag = `<script type="module" src="/${file}" integrity="${integrity}"></script>`;
const here = (name) => readFileSync(join(import.meta.dirname, name), "utf8");

const PAGES = {
  "/": () => ({ type: "text/html; charset=utf-8", text: here("index.html").replace("SDK", tag) }),
  "/note.js": () => ({ type: "text/javascript", text: here("note.js") }),
  [`/${file}`]: () => ({ type: "text/javascript", text: readFileSync(join(scripts, file), "utf8") }),
};

const server = createServer((request, response) => {
  const page = PAGES[new URL(request.url ?? "/", "http://page").pathname]?.();
  if (page === undefined) return response.writeHead(404).end();
  response.writeHead(200, { "content-type": page.type }).end(page.text);
});
server.listen(port, "127.0.0.1", () => console.log(`http://localhost:${server.address().port}`));
