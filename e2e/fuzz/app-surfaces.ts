/** Garbage from an app: frames on its socket, and schemas of its tools. */
import type { Json, JsonObject } from "@agent-socket/protocol";
import * as fc from "fast-check";
import { ask } from "../clients/agent.ts";
import { accepted, type RawApp } from "../clients/raw-app.ts";
import { anyJson, mutant, textOfMutant } from "./garbage.ts";
import { judge } from "./judge.ts";
import { callWorks, dial, openApp, openLinks, type Place, TOOLS } from "./place.ts";
import { type Sender, surface } from "./surface.ts";

const SECRET = "s".repeat(43);
const LINK_ID = "0".repeat(12);
const registration = {
  appId: "as_app_anon",
  appName: "Fuzz",
  agentsMd: "# Notes",
  tools: [{ path: "/echo", examples: [{ a: 1 }], annotations: { readOnlyHint: true } }],
  prompts: [{ name: "p", description: "d", text: "t" }],
  canAsk: true,
  linkCalls: "all",
  holdForMs: 60_000,
};
const FRAMES: readonly JsonObject[] = [
  { type: "register", ...registration },
  { type: "resume", sessionId: "0".repeat(8), secret: SECRET, revokeTokens: [LINK_ID], ...registration },
  { type: "end", sessionId: "0".repeat(8), secret: SECRET },
  {
    type: "mint_agent_token",
    id: "1",
    label: "l",
    expiresIn: 60,
    tools: ["echo"],
    readOnly: true,
    maxCalls: 3,
  },
  { type: "revoke_agent_token", id: "2", tokenId: LINK_ID },
  { type: "list_agent_tokens", id: "3" },
  { type: "update_tools", id: "4", tools: [{ path: "/echo" }], agentsMd: "# Notes" },
  { type: "tool_reply", id: "5", status: 200, body: "{}", contentType: "application/json" },
  {
    type: "tool_reply",
    id: "6",
    status: 200,
    body: "aGk=",
    bodyEncoding: "base64",
    contentType: "image/png",
  },
  { type: "tool_progress", id: "7", progress: 1, total: 2, message: "half" },
  { type: "emit", event: "changed", data: { n: 1 } },
  { type: "ping", id: "8" },
];

/** Those that the protocol names, and those of WebSocket for what is no text or too large. */
const DOCUMENTED_CLOSES = new Set([1000, 1007, 1009, 4400, 4401, 4403, 4404, 4409, 4410, 4413, 4429]);

async function closesAsDocumented(app: RawApp): Promise<void> {
  const { code, reason } = await app.closed;
  if (!DOCUMENTED_CLOSES.has(code)) throw new Error(`the socket closed with ${code} ${reason}`);
}

type FrameInput = { readonly isFirst: boolean; readonly text: string };

/** A registration follows, so that something is answered also where the garbage is only ignored. */
async function sendFirst(place: Place, text: string): Promise<void> {
  const app = await dial(place);
  app.sendText(text);
  app.send({ type: "register", appId: "as_app_anon", tools: [] });
  await app.next("register_reply").catch(() => closesAsDocumented(app));
  app.vanish();
  if (app.fault !== null) throw app.fault;
}

async function frameSender(place: Place): Promise<Sender<FrameInput>> {
  let app = await openApp(place);
  const renew = async () => {
    app.vanish();
    app = await openApp(place);
  };
  return {
    async send({ isFirst, text }) {
      if (isFirst) await sendFirst(place, text);
      else app.sendText(text);
    },
    async works() {
      const alive = await app.ask("update_tools", { tools: TOOLS }).catch(() => closesAsDocumented(app));
      if (app.fault !== null) throw app.fault;
      if (alive === undefined) await renew();
      accepted(await app.ask("update_tools", { tools: TOOLS }));
      await callWorks(accepted(await app.ask("mint_agent_token")).url);
      // One socket is forgiven only so many bad frames.
      await renew();
    },
    close: () => app.vanish(),
  };
}

export const frames = surface(
  "frames",
  fc.record({
    isFirst: fc.integer({ min: 0, max: 7 }).map((one) => one === 0),
    text: textOfMutant(FRAMES),
  }),
  frameSender,
);

const SCHEMAS: readonly JsonObject[] = [
  {
    type: "object",
    properties: { a: { type: "string", pattern: "^(a+)+$", minLength: 1 }, b: { enum: [1, "x", null] } },
    required: ["a"],
    additionalProperties: false,
  },
  {
    type: "object",
    $defs: { node: { type: "object", properties: { next: { $ref: "#/$defs/node" } } } },
    properties: { root: { $ref: "#/$defs/node" }, many: { type: "array", uniqueItems: true, maxItems: 3 } },
  },
  {
    type: "object",
    anyOf: [{ required: ["a"] }, { properties: { b: { const: 1 } } }],
    patternProperties: { "^x": { type: "number", multipleOf: 0.1 } },
    if: { properties: { a: { const: 1 } } },
    // oxlint-disable-next-line unicorn/no-thenable
    then: { required: ["b"] },
    dependentRequired: { a: ["b"] },
    unevaluatedProperties: false,
  },
  {
    type: "object",
    properties: {
      list: {
        type: "array",
        prefixItems: [{ type: "integer" }],
        items: { not: { type: "null" } },
        contains: {},
      },
      when: { type: "string", format: "date-time" },
      size: { type: ["integer", "null"], minimum: -1e308, exclusiveMaximum: 1e308, default: 1 },
    },
    $schema: "http://json-schema.org/draft-04/schema#",
    definitions: { x: { $id: "http://127.0.0.1:1/x", $anchor: "x" } },
  },
];
const ARGUMENTS: readonly JsonObject[] = [
  { a: `${"a".repeat(40)}!`, b: 1 },
  { root: { next: { next: {} } }, many: [1, 1] },
  { list: [1, null], size: 0, when: "never", x1: 0.3 },
];
/** A check of any arguments takes no time; one that runs away takes hours, and a busy machine seconds for nothing at all. */
const STALL_MS = 30_000;

type SchemaInput = { readonly schema: Json; readonly args: Json; readonly document: string };

async function schemaSender(place: Place): Promise<Sender<SchemaInput>> {
  const app = await openApp(place);
  app.serve("/fuzz", ({ body }) => ({ body, contentType: "application/json" }));
  const nextLink = await openLinks(app);
  return {
    async send({ schema, args, document }) {
      const tools = [
        ...TOOLS,
        { path: "/fuzz", input_schema: schema, output_schema: schema, examples: [args] },
      ];
      const { ok } = await app.ask("update_tools", { tools });
      if (!ok) return;
      const link = nextLink();
      const startedAt = performance.now();
      judge(await ask("POST", `${link}/fuzz`, { body: JSON.stringify(args) }));
      judge(await ask("GET", link + document));
      const ms = Math.round(performance.now() - startedAt);
      if (ms > STALL_MS) throw new Error(`took ${ms} ms`);
    },
    async works() {
      accepted(await app.ask("update_tools", { tools: TOOLS }));
      await callWorks(nextLink());
    },
    close: () => app.vanish(),
  };
}

export const schemas = surface(
  "schemas",
  fc.record({
    schema: mutant(SCHEMAS),
    args: fc.oneof(mutant(ARGUMENTS), anyJson),
    document: fc.constantFrom(
      "",
      "/tools.json",
      "/openapi.json",
      "/_as/pick/fuzz",
      "/fuzz?a=1&_once=k",
      "/agents.md",
    ),
  }),
  schemaSender,
);
