/** What the SDK costs an app: bytes on the way to its users, and time on a browser's main thread. */
import { existsSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import { loadavg } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { chromium } from "@playwright/test";
import { findChromium } from "../../../scripts/chromium.mjs";
import { freePort } from "../../../scripts/stack/port.mjs";
import { root } from "../../../scripts/stack/repository.mjs";
import { toolCalls } from "../calls.ts";
import type { Result } from "../goals.ts";
import type { Place } from "../place.ts";

const KIB = 1024;
const LINKS = 10;
const CALLS_PER_LINK = 40;

export async function sdkTrial(place: Place): Promise<readonly Result[]> {
  const dist = join(place.folder, "sdk");
  await place.crew.job({
    name: "SDK's build",
    command: process.execPath,
    args: [join(root, "packages/sdk/build.mjs"), dist],
    cwd: root,
    env: process.env,
    logFile: join(place.folder, "sdk.log"),
  });
  const core = loadedBy(dist, "index.js");
  const withButton = new Set([...core, ...loadedBy(dist, "button.js")]);
  return [
    sizeResult("T13a", dist, core),
    sizeResult("T13b", dist, withButton),
    await mainThread(place, dist),
  ];
}

/** The file and all that it imports at once. */
function loadedBy(dist: string, name: string, known = new Set<string>()): Set<string> {
  if (known.has(name)) return known;
  known.add(name);
  for (const [, imported = ""] of readFileSync(join(dist, name), "utf8").matchAll(
    /(?:from|import)"\.\/([\w-]+\.js)"/g,
  ))
    loadedBy(dist, imported, known);
  return known;
}

function sizeResult(id: string, dist: string, names: ReadonlySet<string>): Result {
  const bytes = [...names].reduce(
    (sum, name) => sum + gzipSync(readFileSync(join(dist, name)), { level: 9 }).length,
    0,
  );
  return plain(id, bytes / KIB, `${bytes} bytes in ${names.size} files`);
}

const plain = (id: string, value: number, ours: string): Result => ({
  id,
  value,
  low: value,
  high: value,
  ours,
  base: "",
  load: loadavg()[0] ?? 0,
});

/** An app in a page: one tool that answers with what it was given. */
const pageOf = (relayUrl: string): string => `<!doctype html><meta charset="utf-8"><title>App</title>
<script type="module">
  import { connect } from "./index.js";
  const input_schema = { type: "object", properties: { x: { type: "integer" }, y: { type: "integer" }, color: { type: "string" }, text: { type: "string" } } };
  const session = await connect({
    appId: "as_app_anon", appDescription: "A benchmark.", baseUrl: ${JSON.stringify(relayUrl)},
    tools: [{ path: "/set_pixel", description: "Sets a pixel.", input_schema, handler: async ({ body }) => JSON.parse(body) }],
  });
  window.links = (await Promise.all(Array.from({ length: ${LINKS} }, () => session.mintAgentToken()))).map(({ url }) => url);
</script>`;

async function mainThread({ generator, relay }: Place, dist: string): Promise<Result> {
  const port = await freePort();
  const server = createServer((request, response) => {
    const name = request.url?.slice(1).replaceAll("/", "") ?? "";
    const isPage = name === "";
    response.setHeader("content-type", isPage ? "text/html" : "text/javascript");
    if (isPage) response.end(pageOf(relay.url));
    else if (existsSync(join(dist, name))) response.end(readFileSync(join(dist, name)));
    // The browser asks for an icon.
    else response.writeHead(404).end();
  }).listen(port, "127.0.0.1");
  const browser = await chromium.launch({ executablePath: findChromium() });
  try {
    const page = await browser.newPage();
    await page.goto(`http://127.0.0.1:${port}/`);
    const links = await (
      await page.waitForFunction(() => Reflect.get(window, "links") as string[] | undefined)
    ).jsonValue();
    const tools = await page.context().newCDPSession(page);
    await tools.send("Performance.enable");
    const busyMs = async () => {
      const { metrics } = await tools.send("Performance.getMetrics");
      return 1000 * (metrics.find(({ name }) => name === "TaskDuration")?.value ?? Number.NaN);
    };
    const calls = toolCalls(Array.from({ length: CALLS_PER_LINK }, () => links ?? []).flat());
    const before = await busyMs();
    await generator.ask({ do: "oneByOne", calls });
    const perCall = ((await busyMs()) - before) / calls.length;
    return plain("T13c", perCall, `${perCall.toFixed(3)} ms over ${calls.length} calls`);
  } finally {
    await browser.close();
    server.close();
  }
}
