/** The link as a server of the Model Context Protocol: two requests, as a client without a session sends them. */
import * as v from "valibot";
import type { Link } from "../link.ts";
import { CannotReach } from "../reader/cannot-reach.ts";
import { policies } from "../reader/policies.ts";
import { Reader } from "../reader/reader.ts";
import { fault, type Finding } from "../report.ts";
import { nothing, type Offered } from "./api.ts";

const VERSION = "2025-11-25";
const ACCEPT = "application/json, text/event-stream";

const Initialized = v.object({
  result: v.object({ protocolVersion: v.string(), serverInfo: v.looseObject({}) }),
});
const Listed = v.object({ result: v.object({ tools: v.array(v.object({ name: v.string() })) }) });

export async function offeredByMcp(link: Link): Promise<Offered> {
  try {
    const first = await ask(link, "initialize", {
      protocolVersion: VERSION,
      capabilities: {},
      clientInfo: { name: "agent-socket-doctor", version: "1" },
    });
    if (!v.is(Initialized, first.message)) return nothing(`MCP: initialize answers ${first.said}.`);
    const listed = await ask(link, "tools/list", {});
    if (!v.is(Listed, listed.message)) return nothing(`MCP: tools/list answers ${listed.said}.`);
    const names = new Set(listed.message.result.tools.map(({ name }) => name));
    return {
      findings: await findingsOfSignIn(link),
      why: "tools/list does not have it",
      has: ({ name }) => names.has(name),
    };
  } catch (cause) {
    if (cause instanceof CannotReach) return nothing(`MCP: ${cause.message}`);
    throw cause;
  }
}

/** A client that finds a sign-in tries it, and fails: there is none. */
async function findingsOfSignIn({ origin }: Link): Promise<readonly Finding[]> {
  const { status } = await new Reader(policies.curl).open(`${origin}/.well-known/oauth-protected-resource`);
  return status === 404
    ? []
    : [fault(`MCP: /.well-known/oauth-protected-resource answers ${status}, so clients look for a sign-in.`)];
}

async function ask({ url }: Link, method: string, params: object) {
  const reader = new Reader({ ...policies.openapi, accept: ACCEPT });
  const request = JSON.stringify({ jsonrpc: "2.0", id: 1, method, params });
  const { status, text } = await reader.send("POST", `${url}/mcp`, request);
  return { said: `${status}: ${text.slice(0, 200)}`, message: messageIn(text) };
}

/** The answer may come as JSON, or as the data of an event. */
function messageIn(text: string): unknown {
  const data = /^data: ?(\{.*)$/m.exec(text)?.[1] ?? text;
  try {
    return JSON.parse(data);
  } catch {
    // No message at all; who asked says so.
    return null;
  }
}
