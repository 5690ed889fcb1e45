/**
 * The door for the Model Context Protocol: `POST` on a link, or on `/mcp` under it. Every request stands for itself; the
 * relay keeps nothing of a client between two of them.
 */
import {
  isJsonObject,
  type Json,
  limits,
  no,
  ok,
  parseJson,
  type ReadToken,
  refuse,
  type Refusal,
  type Result,
} from "@agent-socket/protocol";
import type { LinkFacts } from "../admission.ts";
import type { Env } from "../env.ts";
import { logError } from "../log.ts";
import { MCP_WAIT_MS, WAIT_TOOL } from "../surfaces/mcp-tools.ts";
import { guessClient } from "./client.ts";
import { callsTool, type McpExchange, type McpSession, sessionOf } from "./mcp/exchange.ts";
import { preferredWaitMs } from "./preferred-wait.ts";
import { readBody } from "./read-body.ts";
import { refusalResponse, SAFE_HEADERS } from "./refusal.ts";

/** Whether this is the protocol's, of all the requests under a link. A client also tries for a stream by GET. */
export function speaksMcp({ method, headers }: Request, path: string): boolean {
  if (path === "/mcp") return method !== "HEAD" && method !== "OPTIONS";
  if (path !== "") return false;
  return (
    method === "POST" || (method === "GET" && (headers.get("accept") ?? "").includes("text/event-stream"))
  );
}

/** `unknown` is the one answer for links that nobody knows. */
export async function mcp(
  request: Request,
  known: ReadToken,
  unknown: Refusal,
  { env, ctx, requestId }: { readonly env: Env; readonly ctx: ExecutionContext; readonly requestId: string },
): Promise<Response> {
  const session = sessionOf(env, known.sessionId);
  const read = await readExchange(request, known.token, session, unknown, requestId);
  if (!read.ok) return refusalResponse(read.refusal, requestId);
  const { body, facts } = read.value;
  // Loaded when it is first spoken: most of the relay's starts carry other requests.
  const { answerMcp } = await import("./mcp/answer.ts");
  const answer = await answerMcp({
    request,
    body,
    facts,
    heard: { isOver: false, linkRefusal: null },
    unknown,
    session,
    token: known.token,
    requestId,
    client: guessClient(request.headers.get("user-agent") ?? ""),
    waitMs: preferredWaitMs(request.headers) ?? MCP_WAIT_MS,
    afterwards: (work) => ctx.waitUntil(work),
  });
  return answer instanceof Response ? withSafeHeaders(answer, requestId) : refusalResponse(answer, requestId);
}

async function readExchange(
  request: Request,
  token: string,
  session: McpSession,
  unknown: Refusal,
  requestId: string,
): Promise<Result<Pick<McpExchange, "body" | "facts">>> {
  if (request.method !== "POST") return no(postOnly);
  if (isForeignPage(request))
    return no(refuse("cross_site", "A web page of another site may not use this link."));
  const body = await readBody(request);
  if (!body.ok) return body;
  const json = parseJson(body.value, limits.MAX_JSON_DEPTH);
  if (json === null || !isJsonRpc(json.value)) return no(notJsonRpc);
  if (needsNoFacts(json.value)) return ok({ body: json.value, facts: null });
  const facts = await describe(session, token, requestId);
  if (facts === null) return no(unknown);
  return facts.ok ? ok({ body: json.value, facts: facts.value }) : facts;
}

const postOnly = refuse("method_not_allowed", "The Model Context Protocol is spoken here by POST.", {
  allow: ["POST"],
  hint: "The link without /mcp says in plain text what the app can do.",
});
/** Agents that speak plain HTTP come here too, with a tool's arguments. */
const notJsonRpc = refuse(
  "malformed",
  "This address takes a JSON-RPC message of the Model Context Protocol.",
  {
    hint: "To call a tool over plain HTTP, send its arguments to its own address: the link itself, opened, lists them.",
  },
);

/** A call asks the session once. Only that of our own tool, which some links have, needs to know the link first. */
function needsNoFacts(body: Json): boolean {
  if (!isJsonObject(body) || !callsTool(body)) return false;
  const params = body["params"] ?? null;
  return isJsonObject(params) && !String(params["name"]).startsWith(WAIT_TOOL);
}

const isJsonRpc = (json: Json): boolean =>
  Array.isArray(json) || (isJsonObject(json) && json["jsonrpc"] === "2.0");

async function describe(
  session: McpSession,
  token: string,
  requestId: string,
): Promise<Result<LinkFacts> | null> {
  try {
    return await session.describe(token);
  } catch (cause) {
    logError("session_lost", { requestId }, cause);
    return no(
      refuse("internal", "The relay restarted during this request. Try again now.", { retryAfterSeconds: 1 }),
    );
  }
}

/** A browser says from where its page comes; programs say nothing. */
function isForeignPage({ url, headers }: Request): boolean {
  const site = headers.get("sec-fetch-site");
  if (site !== null && site !== "none" && site !== "same-origin") return true;
  const origin = headers.get("origin");
  if (origin === null || !/^(?:https?:|null$)/.test(origin)) return false;
  return !URL.canParse(origin) || new URL(origin).host !== new URL(url).host;
}

function withSafeHeaders({ status, headers, body }: Response, requestId: string): Response {
  const type = headers.get("content-type");
  const allow = headers.get("allow");
  return new Response(body, {
    status,
    headers: {
      ...SAFE_HEADERS,
      "x-request-id": requestId,
      ...(type === null ? {} : { "content-type": type }),
      ...(allow === null ? {} : { allow }),
      // Else a proxy in front of the relay may keep a stream until it ends.
      ...(type === "text/event-stream" ? { "x-accel-buffering": "no" } : {}),
    },
  });
}
