/** A stranger's path: the package as it is packed, in a new Vite app that knows nothing of this repository. */
import { execFileSync } from "node:child_process";
import { cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { expect, test } from "./fixtures.ts";
import { callTool, complaintsOf, linkOf } from "./link.ts";
import { unpackSdk } from "./packed-sdk.ts";
import { whileServed } from "./served-folder.ts";

const { resolve } = createRequire(import.meta.url);

/** As `npm install` of the packed file would lay it down. */
function newApp(main: string): string {
  const app = mkdtempSync(join(tmpdir(), "agent-socket-fresh-"));
  unpackSdk(app);
  for (const name of ["react", "react-dom", "scheduler"])
    cpSync(dirname(resolve(`${name}/package.json`)), join(app, "node_modules", name), { recursive: true });
  writeFileSync(join(app, "package.json"), '{ "type": "module" }');
  const html =
    '<!doctype html><title>New</title><div id="root"></div><script type="module" src="/main.tsx"></script>';
  writeFileSync(join(app, "index.html"), html);
  writeFileSync(join(app, "main.tsx"), main);
  return app;
}

const vanilla = (relay: string): string => `
import { createSession } from "@agent-socket/sdk";
import "@agent-socket/sdk/button";
const button = document.createElement("agent-socket-connect");
button.session = createSession({
  appId: "as_app_anon", baseUrl: "${relay}",
  tools: [{ path: "/hello", method: "GET", description: "Greets.", handler: () => ({ hello: "vite" }) }],
});
document.body.append(button);
`;
const react = (relay: string): string => `
import { AgentSocketProvider, ConnectWithAI, useTool } from "@agent-socket/sdk/react";
import { createElement as h } from "react";
import { createRoot } from "react-dom/client";
function Hello() {
  useTool({ path: "/hello", method: "GET", description: "Greets.", handler: () => ({ hello: "react" }) });
  return h(ConnectWithAI);
}
createRoot(document.getElementById("root")).render(
  h(AgentSocketProvider, { appId: "as_app_anon", baseUrl: "${relay}" }, h(Hello)),
);
`;

for (const [name, source, said] of [
  ["plain", vanilla, "vite"],
  ["React", react, "react"],
] as const)
  test(`The packed package works in a new ${name} app that Vite builds`, async ({ page, addresses }) => {
    const app = newApp(source(addresses.relay));
    const vite = join(dirname(resolve("vite/package.json")), "bin/vite.js");
    execFileSync(process.execPath, [vite, "build", "--logLevel", "error"], { cwd: app });
    const complaints = complaintsOf(page);
    await whileServed(join(app, "dist"), async (address) => {
      await page.goto(address);
      const link = await linkOf(page);
      expect((await callTool(link, "hello")).body).toEqual({ hello: said });
    });
    rmSync(app, { recursive: true, force: true });
    expect(complaints.filter((words) => !words.includes("404"))).toEqual([]);
  });
