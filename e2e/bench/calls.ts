/** The requests that the load generator makes: one body for all that are compared. */
import type { Call } from "./load/closed-loop.ts";

export const SMALL = JSON.stringify({
  x: 12,
  y: 34,
  color: "#ff8800",
  text: "About a hundred bytes in all, as a small call has.",
});
const KIB = 1024;

/** The same call with a text so long that its body has so many bytes. */
function bodyOf(bytes: number): string {
  const empty = JSON.stringify({ x: 12, y: 34, color: "#ff8800", text: "" }).length;
  return JSON.stringify({ x: 12, y: 34, color: "#ff8800", text: "a".repeat(bytes - empty) });
}
export const MEDIUM = bodyOf(64 * KIB);
export const LARGE = bodyOf(1024 * KIB);

const JSON_TYPE = { "content-type": "application/json" };

export function post(
  url: string,
  body: string,
  headers: Readonly<Record<string, string>> = {},
  status = 200,
): Call {
  const { origin, pathname } = new URL(url);
  return { origin, path: pathname, method: "POST", headers: { ...JSON_TYPE, ...headers }, body, status };
}

export const toolCalls = (links: readonly string[], body = SMALL): readonly Call[] =>
  links.map((link) => post(`${link}/set_pixel`, body));

const MCP_TYPES = { accept: "application/json, text/event-stream", "mcp-protocol-version": "2025-06-18" };
const request = (method: string, params: object): string =>
  JSON.stringify({ jsonrpc: "2.0", id: 1, method, params });

export const mcpInitialize = (url: string): Call =>
  post(
    url,
    request("initialize", {
      protocolVersion: "2025-06-18",
      capabilities: {},
      clientInfo: { name: "bench", version: "1.0.0" },
    }),
    MCP_TYPES,
  );

export const mcpCall = (url: string, session: string | null): Call =>
  post(url, request("tools/call", { name: "set_pixel", arguments: JSON.parse(SMALL) as object }), {
    ...MCP_TYPES,
    ...(session === null ? {} : { "mcp-session-id": session }),
  });
