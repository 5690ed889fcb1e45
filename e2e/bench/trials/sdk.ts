/** What the SDK costs an app: bytes on the way to its users, and time on a browser's main thread. */
import { existsSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import { loadavg } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { type Browser, chromium } from "@playwright/test";
import { findChromium } from "../../../scripts/chromium.mjs";
import { freePort } from "../../../scripts/stack/port.mjs";
import { root } from "../../../scripts/stack/repository.mjs";
import { post, SMALL, toolCalls } from "../calls.ts";
import type { Result } from "../goals.ts";
import type { Call } from "../load/closed-loop.ts";
import type { Place } from "../place.ts";
import { medianOf, spreadOf } from "../spread.ts";

const KIB = 1024;
const LINKS = 10;
/** Of one link at most as many calls as its rate limit lets through. */
const CALLS_A_TURN = 100;
const TURNS = 5;

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

const ECHO_NAME = "sdk-page";

/** An app in a page: one tool that answers with what it was given. */
const appPage = (relayUrl: string): string => `
  import { connect } from "./index.js";
  const input_schema = { type: "object", properties: { x: { type: "integer" }, y: { type: "integer" }, color: { type: "string" }, text: { type: "string" } } };
  const session = await connect({
    appId: "as_app_anon", appDescription: "A benchmark.", baseUrl: ${JSON.stringify(relayUrl)},
    tools: [{ path: "/set_pixel", description: "Sets a pixel.", input_schema, handler: async ({ body }) => JSON.parse(body) }],
  });
  window.links = (await Promise.all(Array.from({ length: ${LINKS} }, () => session.mintAgentToken()))).map(({ url }) => url);`;

/** What no SDK could save: a socket behind the bare bridge whose page does the same work with each call. */
const barePage = (bridgeUrl: string): string => `
  const socket = new WebSocket(${JSON.stringify(`${bridgeUrl.replace("http", "ws")}/${ECHO_NAME}`)});
  socket.onmessage = async ({ data }) => {
    const end = data.indexOf("\\n");
    socket.send(data.slice(0, end + 1) + JSON.stringify(JSON.parse(data.slice(end + 1))));
  };
  socket.onopen = () => { window.links = [${JSON.stringify(`${bridgeUrl}/${ECHO_NAME}`)}]; };`;

/** The SDK's share of a call: its page's time on the main thread less that of the page with the bare socket, in turns. */
async function mainThread({ generator, relay, bridge }: Place, dist: string): Promise<Result> {
  const scripts = new Map([
    ["/app", appPage(relay.url)],
    ["/bare", barePage(bridge.url)],
  ]);
  const site = await servePages(scripts, dist);
  const browser = await chromium.launch({ executablePath: findChromium() });
  try {
    const [app, bare] = [
      await openPage(browser, `${site.url}/app`),
      await openPage(browser, `${site.url}/bare`),
    ];
    const appCalls = app.links.flatMap((link) => toolCalls([link]));
    const bareCalls = bare.links.map((url) => post(url, SMALL));
    const measure = async ({ busyMs }: PageUnderLoad, from: readonly Call[]): Promise<number> => {
      const calls = Array.from({ length: CALLS_A_TURN }, (_, index) => from[index % from.length]);
      const before = await busyMs();
      await generator.ask({ do: "oneByOne", calls: calls.filter((call) => call !== undefined) });
      return ((await busyMs()) - before) / CALLS_A_TURN;
    };
    const turns: { readonly app: number; readonly bare: number }[] = [];
    for (let turn = -1; turn < TURNS; turn++) {
      const times = { bare: await measure(bare, bareCalls), app: await measure(app, appCalls) };
      // The first one compiles the code.
      if (turn >= 0) turns.push(times);
    }
    return shareOf(turns);
  } finally {
    await browser.close();
    site.close();
  }
}

function shareOf(turns: readonly { readonly app: number; readonly bare: number }[]): Result {
  const { median, low, high } = spreadOf(turns.map(({ app, bare }) => app - bare));
  const words = (which: "app" | "bare") => `${medianOf(turns.map((turn) => turn[which])).toFixed(3)} ms`;
  const load = loadavg()[0] ?? 0;
  return { id: "T13c", value: median, low, high, ours: words("app"), base: words("bare"), load };
}

type PageUnderLoad = { readonly links: readonly string[]; readonly busyMs: () => Promise<number> };

async function openPage(browser: Browser, url: string): Promise<PageUnderLoad> {
  const page = await browser.newPage();
  await page.goto(url);
  const links = await (
    await page.waitForFunction(() => Reflect.get(window, "links") as string[] | undefined)
  ).jsonValue();
  const tools = await page.context().newCDPSession(page);
  // The thread's own time: what else the machine does is not in it.
  await tools.send("Performance.enable", { timeDomain: "threadTicks" });
  const busyMs = async () => {
    const { metrics } = await tools.send("Performance.getMetrics");
    return 1000 * (metrics.find(({ name }) => name === "TaskDuration")?.value ?? Number.NaN);
  };
  return { links: links ?? [], busyMs };
}

/** Pages with one script each, and the built SDK beside them. */
async function servePages(scripts: ReadonlyMap<string, string>, dist: string) {
  const port = await freePort();
  const server = createServer(({ url = "/" }, response) => {
    const script = scripts.get(url);
    const file = join(dist, url.replaceAll("/", ""));
    response.setHeader("content-type", script === undefined ? "text/javascript" : "text/html");
    if (script !== undefined)
      response.end(
        `<!doctype html><meta charset="utf-8"><title>App</title><script type="module">${script}</script>`,
      );
    else if (existsSync(file)) response.end(readFileSync(file));
    // The browser asks for an icon.
    else response.writeHead(404).end();
  }).listen(port, "127.0.0.1");
  return { url: `http://127.0.0.1:${port}`, close: () => server.close() };
}
