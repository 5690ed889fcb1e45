/** The protocol itself, by its official package: a server made for one request, in the revision that the client speaks. */
import {
  createMcpHandler,
  isLegacyRequest,
  ProtocolError,
  ProtocolErrorCode,
  ResourceNotFoundError,
  Server,
  WebStandardStreamableHTTPServerTransport,
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
import { asksForProgress, callsTool, type McpExchange } from "./exchange.ts";
import { jsonOrLateStream, KEEP_ALIVE_MS } from "./late-stream.ts";

/** A link that is of no use is refused by the status, whoever was asked for it first. */
export async function answerMcp(exchange: McpExchange): Promise<Response | Refusal> {
  const { heard } = exchange;
  if (asksForOneAnswer(exchange)) {
    const answer = await oneAnswer(exchange);
    return heard.linkRefusal ?? answer;
  }
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

const takesStreams = ({ headers }: Request): boolean => {
  const accept = headers.get("accept") ?? "*/*";
  return accept.includes("text/event-stream") || accept.includes("*/*");
};

/** A call of which nothing is told on the way. */
const asksForOneAnswer = ({ request, body }: McpExchange): boolean =>
  callsTool(body) && !asksForProgress(body) && takesStreams(request);

function oneAnswer(exchange: McpExchange): Promise<Response> {
  const { request } = exchange;
  const gone = new AbortController();
  const giveUp = () => gone.abort();
  request.signal.addEventListener("abort", giveUp, { once: true });
  return jsonOrLateStream(callOnce(exchange, plainRequest(request, true, gone.signal)), giveUp);
}

async function callOnce(exchange: McpExchange, plain: Request): Promise<Response> {
  const { body, facts } = exchange;
  if (!(await isLegacyRequest(plain, body)))
    return handlerOf(exchange, "auto").fetch(plain, { parsedBody: body });
  // To clients of the older revisions the package's handler speaks in streams alone, and a stream costs more than a call.
  const server = serverOf(exchange, facts);
  const transport = new WebStandardStreamableHTTPServerTransport({ enableJsonResponse: true });
  await server.connect(transport);
  const { promise: gone, resolve } = Promise.withResolvers<Response>();
  // Nobody reads this status.
  plain.signal.addEventListener("abort", () => resolve(new Response(null, { status: 499 })), { once: true });
  try {
    return await Promise.race([transport.handleRequest(plain, { parsedBody: body }), gone]);
  } finally {
    await server.close();
  }
}

function answerOf(exchange: McpExchange): Promise<Response> {
  const { request, body } = exchange;
  const streams = takesStreams(request);
  // A stream from the start: progress is told in it.
  const handler = handlerOf(exchange, streams ? (callsTool(body) ? "sse" : "auto") : "json");
  return handler.fetch(plainRequest(request, streams, request.signal), { parsedBody: body });
}

const handlerOf = (exchange: McpExchange, responseMode: "auto" | "json" | "sse") =>
  createMcpHandler(() => serverOf(exchange, exchange.facts), {
    legacy: "stateless",
    responseMode,
    keepAliveMs: KEEP_ALIVE_MS,
    // What a client got wrong is no fault of ours, and the message may quote what it sent.
    onerror: ({ name }) => logInfo("mcp_refused", { requestId: exchange.requestId, name }),
  });

/** What the package may see of the request: its own headers, and neither the link nor who sent it. */
function plainRequest({ headers }: Request, streams: boolean, signal: AbortSignal): Request {
  const own = [...headers].filter(([name]) => name.startsWith("mcp-") && name !== "mcp-session-id");
  return new Request("https://relay/mcp", {
    method: "POST",
    signal,
    headers: [
      ...own,
      ["content-type", headers.get("content-type") ?? "application/json"],
      ["accept", streams ? "application/json, text/event-stream" : "application/json"],
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
