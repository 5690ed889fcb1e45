/**
 * A peer: what a developer would host without a relay, the MCP TypeScript SDK's own server over Streamable HTTP.
 * `mcp-peer.mjs <port> sse|json|stateless`; `sse` with sessions is the package's default.
 */
import { randomUUID } from "node:crypto";
import { createServer } from "node:http";
import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import { StreamableHTTPServerTransport } from "@modelcontextprotocol/sdk/server/streamableHttp.js";
import { z } from "zod";

const [port = "", mode = "sse"] = process.argv.slice(2);
/** @type {Map<string, StreamableHTTPServerTransport>} */
const sessions = new Map();

/** @param {StreamableHTTPServerTransport} transport */
async function connected(transport) {
  const server = new McpServer({ name: "peer", version: "1.0.0" });
  const input = { x: z.number().int(), y: z.number().int(), color: z.string(), text: z.string() };
  server.registerTool("set_pixel", { description: "Sets a pixel.", inputSchema: input }, (given) => ({
    content: [{ type: "text", text: JSON.stringify(given) }],
  }));
  await server.connect(transport);
  return transport;
}

const newTransport = () =>
  new StreamableHTTPServerTransport({
    sessionIdGenerator: mode === "stateless" ? undefined : randomUUID,
    enableJsonResponse: mode === "json",
    onsessioninitialized: (id) => void sessions.set(id, transport),
  });
/** The one that is being initialised. */
let transport = newTransport();

createServer(async (request, response) => {
  const known = sessions.get(String(request.headers["mcp-session-id"]));
  if (known === undefined) transport = await connected(newTransport());
  await (known ?? transport).handleRequest(request, response);
}).listen(Number(port), "127.0.0.1");
