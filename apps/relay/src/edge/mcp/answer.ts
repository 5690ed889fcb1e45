/** The protocol itself, by its official package: a server made for one request, in the revision that the client speaks. */
import {
  createMcpHandler,
  ProtocolError,
  ProtocolErrorCode,
  ResourceNotFoundError,
  Server,
} from "@modelcontextprotocol/server";
import type { Refusal } from "@agent-socket/protocol";
import { version } from "../../../package.json";
import { logError, logInfo } from "../../log.ts";
import {
  mcpInstructions,
  mcpPrompt,
  mcpPrompts,
  mcpResources,
  NOTES_URI,
} from "../../surfaces/mcp-server-text.ts";
import { mcpTools, waitToolName } from "../../surfaces/mcp-tools.ts";
import { clientOf, toolCaller } from "./call-tool.ts";
import type { LinkFacts } from "../../admission.ts";
import { callsTool, type McpExchange } from "./exchange.ts";

/** Short, because it is by such a sign of life that the platform notices when the client is gone. */
const KEEP_ALIVE_MS = 5_000;

/** A link that is of no use is refused by the status, whoever was asked for it first. */
export async function answerMcp(exchange: McpExchange): Promise<Response | Refusal> {
  const { heard } = exchange;
  const response = await answerOf(exchange);
  if (exchange.facts !== null) return response;
  const { body, headers } = response;
  if (body === null || headers.get("content-type") !== "text/event-stream")
    return heard.linkRefusal ?? response;
  // The status is said with the first word: by then it is known, or the call takes its time.
  const reader = body.getReader();
  const first = await reader.read();
  if (heard.linkRefusal !== null) {
    await reader.cancel();
    return heard.linkRefusal;
  }
  const rest = heard.isOver ? await allOf(reader, first) : streamOf(reader, first);
  return new Response(rest, { status: response.status, headers });
}

type Reader = ReadableStreamDefaultReader<Uint8Array>;
type Chunk = Awaited<ReturnType<Reader["read"]>>;

/** At once: a stream costs more than the call that it carries. */
async function allOf(reader: Reader, first: Chunk): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for (let chunk = first; !chunk.done; chunk = await reader.read()) chunks.push(chunk.value);
  return Buffer.concat(chunks);
}

function streamOf(reader: Reader, first: Chunk): ReadableStream<Uint8Array> {
  let next: Promise<Chunk> | null = Promise.resolve(first);
  return new ReadableStream({
    pull: async (controller) => {
      const chunk = await (next ?? reader.read());
      next = null;
      if (chunk.done) controller.close();
      else controller.enqueue(chunk.value);
    },
    cancel: (reason) => reader.cancel(reason),
  });
}

function answerOf(exchange: McpExchange): Promise<Response> {
  const { request, body, requestId } = exchange;
  const accept = request.headers.get("accept") ?? "*/*";
  const takesStreams = accept.includes("text/event-stream") || accept.includes("*/*");
  const handler = createMcpHandler(() => serverOf(exchange, exchange.facts), {
    legacy: "stateless",
    // A stream from the start: while a call is waited for, its keep-alive holds proxies and clients.
    responseMode: takesStreams ? (callsTool(body) ? "sse" : "auto") : "json",
    keepAliveMs: KEEP_ALIVE_MS,
    // What a client got wrong is no fault of ours, and the message may quote what it sent.
    onerror: ({ name }) => logInfo("mcp_refused", { requestId, name }),
  });
  return handler.fetch(plainRequest(request, takesStreams), { parsedBody: body });
}

/** What the package may see of the request: its own headers, and neither the link nor who sent it. */
function plainRequest({ headers, signal }: Request, takesStreams: boolean): Request {
  const own = [...headers].filter(([name]) => name.startsWith("mcp-") && name !== "mcp-session-id");
  return new Request("https://relay/mcp", {
    method: "POST",
    signal,
    headers: [
      ...own,
      ["content-type", headers.get("content-type") ?? "application/json"],
      ["accept", takesStreams ? "application/json, text/event-stream" : "application/json"],
    ],
  });
}

function serverOf(exchange: McpExchange, facts: LinkFacts | null): Server {
  if (facts !== null) return linkServer(exchange, facts);
  const server = new Server({ name: "agent-socket", version }, { capabilities: { tools: {} } });
  const callTool = toolCaller(exchange);
  server.setRequestHandler("tools/call", ({ params }, context) => callTool(params, context));
  return server;
}

function linkServer(exchange: McpExchange, facts: LinkFacts): Server {
  const { afterwards } = exchange;
  const { app, tools, prompts } = facts;
  const server = new Server(
    { name: "agent-socket", title: app.name, version },
    {
      capabilities: { tools: {}, resources: {}, prompts: {} },
      instructions: mcpInstructions({ ...facts, waitTool: waitToolName(tools) }),
    },
  );
  const callTool = toolCaller(exchange);
  server.setRequestHandler("tools/list", (_, context) => {
    afterwards(noteListed(exchange, clientOf(context)));
    return { tools: [...mcpTools(tools)] };
  });
  server.setRequestHandler("tools/call", ({ params }, context) => callTool(params, context));
  server.setRequestHandler("prompts/list", () => ({ prompts: mcpPrompts(prompts) }));
  server.setRequestHandler("prompts/get", ({ params }) => {
    const prompt = prompts.find(({ name }) => name === params.name);
    if (prompt === undefined)
      throw new ProtocolError(ProtocolErrorCode.InvalidParams, `The app has no prompt "${params.name}".`);
    return mcpPrompt(prompt);
  });
  server.setRequestHandler("resources/list", () => ({ resources: mcpResources({ app }) }));
  server.setRequestHandler("resources/templates/list", () => ({ resourceTemplates: [] }));
  server.setRequestHandler("resources/read", ({ params: { uri } }) => {
    if (uri !== NOTES_URI || app.text === "") throw new ResourceNotFoundError(uri);
    return { contents: [{ uri, mimeType: "text/markdown", text: app.text }] };
  });
  return server;
}

/** The client has its list whether or not the app hears of it. */
async function noteListed({ session, token, client, requestId }: McpExchange, named: string | null) {
  try {
    await session.noteListed(token, named ?? client);
  } catch (cause) {
    logError("session_lost", { requestId }, cause);
  }
}
