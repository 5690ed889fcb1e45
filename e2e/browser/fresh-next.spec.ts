/** A stranger's path: the package as it is packed, in a new Next app, built for production. */
import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { freePort } from "../../scripts/stack/port.mjs";
import { expect, test } from "./fixtures.ts";
import { callTool, complaintsOf, linkOf } from "./link.ts";
import { unpackSdk } from "./packed-sdk.ts";

const { resolve } = createRequire(import.meta.url);
const next = join(dirname(resolve("next/package.json")), "dist/bin/next");

/** A component of the server that renders one of the browser, with a type that is checked. */
const FILES = (relay: string, root: string): Readonly<Record<string, string>> => ({
  "package.json": '{ "type": "module" }',
  "next.config.mjs": `export default { turbopack: { root: ${JSON.stringify(root)} }, outputFileTracingRoot: ${JSON.stringify(root)} };`,
  "app/layout.js": `
export default function Layout({ children }) {
  return <html lang="en"><body>{children}</body></html>;
}`,
  "app/page.js": `
import { Cards } from "./cards.js";
export const metadata = { title: "Cards" };
export default function Page() {
  return <main><h1>Cards</h1><Cards /></main>;
}`,
  "app/cards.js": `
"use client";
import { AgentSocketProvider, ConnectWithAI, useAgentSocket, useTool } from "@agent-socket/sdk/react";
export function Cards() {
  return <AgentSocketProvider appId="as_app_anon" baseUrl="${relay}" appName="Next Cards"><Shown /></AgentSocketProvider>;
}
function Shown() {
  useTool({ path: "/hello", method: "GET", description: "Greets.", handler: () => ({ hello: "next" }) });
  return <><ConnectWithAI /><output>{useAgentSocket().status}</output></>;
}`,
});

/** In the tests' own folder, where the repository's Next and React are found: those need not be installed once more. */
function newApp(folder: string, relay: string): void {
  for (const [name, text] of Object.entries(FILES(relay, join(import.meta.dirname, "../..")))) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text.trimStart());
  }
  unpackSdk(folder);
}

const run = { ...process.env, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" } as const;

async function whileServed(app: string, use: (address: string) => Promise<void>): Promise<void> {
  const port = await freePort();
  const args = [next, "start", app, "-H", "127.0.0.1", "-p", String(port)];
  const server: ChildProcess = spawn(process.execPath, args, { env: run, stdio: "ignore" });
  const address = `http://127.0.0.1:${port}`;
  try {
    await expect.poll(() => fetch(address).then(({ status }) => status, String)).toBe(200);
    await use(address);
  } finally {
    server.kill();
  }
}

test("The packed package works in a new Next app that is built for production", async ({
  page,
  addresses,
}, testInfo) => {
  test.setTimeout(360_000);
  const app = testInfo.outputPath("fresh-next");
  newApp(app, addresses.relay);
  execFileSync(process.execPath, [next, "build", app], { env: run, stdio: "pipe" });
  const complaints = complaintsOf(page);
  await whileServed(app, async (address) => {
    const rendered = await (await fetch(address)).text();
    expect(rendered, "rendered by the server").toContain("<agent-socket-connect>");
    await page.goto(address);
    await expect(page.locator("output")).toHaveText("connected");
    expect((await callTool(await linkOf(page), "hello")).body).toEqual({ hello: "next" });
  });
  expect(complaints.filter((words) => !words.includes("404"))).toEqual([]);
});
