/** 140–149: the SDK inside of a Worker, in the runtime that Workers run in. */
import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "esbuild";
import { Crew } from "../../scripts/stack/crew.mjs";
import { serveWorkerd } from "../bench/servers/workerd.ts";
import { Agent } from "../clients/agent.ts";
import { result } from "./checks.ts";
import { scenario } from "./scenario.ts";
import type { Stage } from "./stage.ts";

/** Connects on `/link`, whose answer is the link at once and ends never: the session lives as long as its request. */
const WORKER = `
import { connect } from "@agent-socket/sdk";

export default {
  async fetch(request, { RELAY, APP_ID, APP_KEY }) {
    if (new URL(request.url).pathname !== "/link") return new Response("ready");
    const session = await connect({
      appId: APP_ID,
      appKey: APP_KEY,
      baseUrl: RELAY,
      tools: [{
        path: "/where",
        description: "Says where it runs.",
        input: { type: "object", properties: { name: { type: "string" } }, required: ["name"] },
        handler: ({ input }) => ({ agent: navigator.userAgent, hello: input.name }),
      }],
    });
    const { url } = await session.mintAgentToken({ label: "Worker" });
    const { readable, writable } = new TransformStream();
    void writable.getWriter().write(new TextEncoder().encode(url));
    return new Response(readable);
  },
};`;

const services = (values: Readonly<Record<string, string>>): string => `
    (name = "network", network = (allow = ["local", "private", "public"])),
    (name = "app", worker = (
      modules = [(name = "app.js", esModule = embed "app.js")],
      compatibilityDate = "2026-01-01",
      globalOutbound = "network",
      bindings = [${Object.entries(values)
        .map(([name, value]) => `(name = "${name}", text = ${JSON.stringify(value)})`)
        .join(", ")}],
    )),`;

/** A workerd of its own that runs the built SDK as an app of the registry. */
async function serveApp(stage: Stage): Promise<string> {
  const { entry, appKey } = await stage.world.office.registerApp();
  const crew = new Crew();
  const folder = mkdtempSync(join(tmpdir(), "agent-socket-worker-"));
  stage.whenDone(() => void crew.stop().then(() => rmSync(folder, { recursive: true, force: true })));
  const stdin = { contents: WORKER, resolveDir: import.meta.dirname };
  const bundle = await build({ stdin, bundle: true, write: false, format: "esm", platform: "neutral" });
  writeFileSync(join(folder, "app.js"), bundle.outputFiles[0]?.contents ?? "");
  const values = { RELAY: stage.world.relayUrl, APP_ID: entry.appId, APP_KEY: appKey };
  const site = { name: "app", main: "app", modules: [], services: services(values), folder };
  return (await serveWorkerd(crew, site)).url;
}

export const worker = [
  scenario(140, "the built SDK connects from a Worker by an app key, and answers a call", async (stage) => {
    const address = await serveApp(stage);
    const gone = new AbortController();
    stage.whenDone(() => gone.abort());
    const response = await fetch(`${address}/link`, { signal: gone.signal });
    const { value } = (await response.body?.getReader().read()) ?? {};
    const agent = new Agent(new TextDecoder().decode(value));
    const answer = result(await agent.post("/where", { name: "Ada" }));
    assert.deepEqual(answer, { agent: "Cloudflare-Workers", hello: "Ada" });
    assert.equal((await agent.post("/where", {})).status, 422);
  }),
];
