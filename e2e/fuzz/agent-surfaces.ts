/** Garbage from agents: bodies, addresses and headers of requests to links. */
import type { JsonObject } from "@agent-socket/protocol";
import * as fc from "fast-check";
import { ask } from "../clients/agent.ts";
import { sendRaw } from "../clients/raw-http.ts";
import { anyText, nasty, textOfMutant } from "./garbage.ts";
import { judge } from "./judge.ts";
import { anotherAddress, callWorks, openApp, openLinks, type Place } from "./place.ts";
import { type Sender, surface } from "./surface.ts";

/** Somebody with many links of one app; `request` gets one of them for each input. */
const linkSender =
  <T>(request: (link: string, input: T) => Promise<void>) =>
  async (place: Place): Promise<Sender<T>> => {
    const app = await openApp(place);
    const nextLink = await openLinks(app);
    return {
      send: (input) => request(nextLink(), input),
      async works() {
        if (app.fault !== null) throw app.fault;
        await callWorks(nextLink());
      },
      close: () => app.vanish(),
    };
  };

const mcp = (method: string, params: JsonObject): JsonObject => ({ jsonrpc: "2.0", id: 1, method, params });
const client = {
  protocolVersion: "2025-11-25",
  capabilities: {},
  clientInfo: { name: "fuzz", version: "1" },
};
const BODIES: readonly JsonObject[] = [
  { x: 1, color: "red", tags: ["a"] },
  { calls: [{ tool: "echo", arguments: { a: 1 }, key: "k" }] },
  mcp("initialize", client),
  mcp("tools/list", {}),
  mcp("tools/call", { name: "echo", arguments: { a: 1 }, _meta: { progressToken: 1 } }),
  mcp("prompts/get", { name: "p" }),
  mcp("resources/read", { uri: "as://notes" }),
];
const PATHS = [
  "/echo",
  "/paint",
  "/_as/batch",
  "/mcp",
  "",
  "/_as/ask/paint",
  "/_as/tasks/x",
  "/_as/pick/paint",
];
const TYPES = [
  "application/json",
  "text/plain",
  "image/png",
  "multipart/form-data; boundary=x",
  "application/json; charset=utf-7",
  "a",
];

type BodyInput = { readonly path: string; readonly type: string; readonly text: string };

export const bodies = surface(
  "bodies",
  fc.record({
    path: fc.constantFrom(...PATHS),
    type: fc.constantFrom(...TYPES),
    text: textOfMutant(BODIES),
  }),
  linkSender<BodyInput>(async (link, { path, type, text }) => {
    // Else a question to a person or a slow task would wait for an answer that nobody gives.
    const headers = { "content-type": type, accept: "application/json, text/event-stream", prefer: "wait=1" };
    judge(await ask("POST", link + path, { body: text, headers }));
  }),
);

const METHODS = ["GET", "POST", "HEAD", "PUT", "DELETE", "OPTIONS", "PATCH"] as const;
/** One byte a character, and none that ends the line. */
const asBytes = (text: string): string =>
  Buffer.from(text, "utf8")
    .toString("latin1")
    .replaceAll(/[\r\n]/g, "");
const quoted = (text: string): string => encodeURIComponent(text.toWellFormed());

const suffix: fc.Arbitrary<string> = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        ..."/echo /paint ?x=1 &x=2 &color=red &_once=k &_once= /_as/pick /_as/ask /_as/events ?after=0 &wait=0".split(
          " ",
        ),
        ..."/tools.json /openapi.json /agents.md /_as/tasks/ /_as/text?from= /_as/tools?group= /.. // %2e%2e %2f %00".split(
          " ",
        ),
        ..."# ; = & ? + %ff %zz /mcp".split(" "),
      ),
      anyText.map(quoted),
      anyText.map((text) => asBytes(text).replaceAll(" ", "")),
    ),
    { maxLength: 6 },
  )
  .map((parts) => parts.join(""));

type UrlInput = { readonly method: string; readonly isUnderLink: boolean; readonly suffix: string };

const addressLines = (): string[] =>
  Object.entries(anotherAddress()).map(([name, value]) => `${name}: ${value}`);

export const urls = surface(
  "urls",
  fc.record({
    method: fc.constantFrom(...METHODS),
    isUnderLink: fc.integer({ min: 0, max: 5 }).map((one) => one > 0),
    suffix,
  }),
  linkSender<UrlInput>(async (link, input) => {
    const { pathname, host } = new URL(link);
    const path = input.isUnderLink ? pathname + input.suffix : `/${input.suffix}`;
    const lines = [`${input.method} ${path} HTTP/1.1`, `host: ${host}`, "prefer: wait=1", ...addressLines()];
    const answer = await sendRaw(link, lines);
    if (answer !== null) judge(answer);
  }),
);

/** Without `transfer-encoding`: what breaks there ends in the development server, before any code of ours. */
const NAMES =
  "accept prefer idempotency-key content-type user-agent origin referer authorization cookie range expect te trailer " +
  "sec-fetch-site sec-fetch-dest sec-fetch-mode sec-purpose purpose mcp-protocol-version mcp-session-id last-event-id " +
  "x-partykit-props x-partykit-room x-session-admission cf-connecting-ip cf-ray x-forwarded-for x-forwarded-host " +
  "x-forwarded-proto x-http-method-override x-original-url content-length content-encoding " +
  "upgrade sec-websocket-key sec-websocket-version if-none-match access-control-request-method";
const VALUES = [
  "text/html",
  "text/markdown",
  "wait=0",
  "wait=99999999999999999999",
  "gzip",
  "websocket",
  "Bearer as_00000000_0000000000000000000000",
  "bytes=0-1",
  "0",
  "-1",
  "2",
  "document",
  "cross-site",
  "prefetch",
];
const headerLine: fc.Arbitrary<string> = fc
  .tuple(
    fc.oneof(
      { weight: 6, arbitrary: fc.constantFrom(...NAMES.split(" ")) },
      { weight: 1, arbitrary: anyText.map(asBytes) },
    ),
    fc.oneof(fc.constantFrom(...VALUES), nasty.map(asBytes), anyText.map(asBytes)),
  )
  .map(([name, value]) => `${name}: ${value}`);

type HeaderInput = { readonly method: string; readonly path: string; readonly lines: readonly string[] };

export const headers = surface(
  "headers",
  fc.record({
    method: fc.constantFrom(...METHODS),
    path: fc.constantFrom("/echo", "", "/paint?x=1&_once=k", "/mcp", "/_as/events?wait=0", "/tools.json"),
    lines: fc.array(headerLine, { minLength: 1, maxLength: 6 }),
  }),
  linkSender<HeaderInput>(async (link, { method, path, lines }) => {
    const { pathname, host } = new URL(link);
    const body = method === "GET" || method === "HEAD" ? "" : "{}";
    const length = body === "" ? [] : [`content-length: ${body.length}`];
    const request = [`${method} ${pathname}${path} HTTP/1.1`, `host: ${host}`, ...length, ...lines];
    const answer = await sendRaw(link, request, body);
    if (answer !== null) judge(answer);
  }),
);
