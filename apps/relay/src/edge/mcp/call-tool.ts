/** `tools/call`: one call carried to the session, its progress told to the client, and given up when the client is gone. */
import {
  CLIENT_INFO_META_KEY,
  ProtocolError,
  ProtocolErrorCode,
  type ServerContext,
} from "@modelcontextprotocol/server";
import { cleanLine, isJsonObject, newRequestId, no, refuse, type Refusal } from "@agent-socket/protocol";
import * as v from "valibot";
import type { NamedAnswer, ProgressListener } from "../../admission.ts";
import { logError } from "../../log.ts";
import { type McpResult, refusalResult, replyResult, runningResult } from "../../surfaces/mcp-result.ts";
import { MCP_WAIT_MS, waitToolName } from "../../surfaces/mcp-tools.ts";
import { guessClient } from "../client.ts";
import type { McpExchange } from "./exchange.ts";

type Params = { readonly name: string; readonly arguments?: unknown };

const MAX_CLIENT_CHARS = 32;
const MOST_SECONDS = MCP_WAIT_MS / 1000;

const WaitArguments = v.strictObject({
  task: v.pipe(v.string(), v.maxLength(128)),
  wait_seconds: v.optional(v.pipe(v.number(), v.minValue(0), v.maxValue(MOST_SECONDS)), MOST_SECONDS),
});

const Envelope = v.object({ [CLIENT_INFO_META_KEY]: v.object({ name: v.string() }) });

/** For the calls of one exchange: old clients may send several at once. */
export function toolCaller(exchange: McpExchange) {
  const waitTool = exchange.facts === null ? null : waitToolName(exchange.facts.tools);
  let calls = 0;
  return async (params: Params, context: ServerContext): Promise<McpResult> => {
    const requestId = calls++ === 0 ? exchange.requestId : newRequestId();
    const carry = params.name === waitTool ? waitForTask : startCall;
    const answer = await carry({ ...exchange, requestId }, params, context).catch((cause: unknown) => {
      logError("session_lost", { requestId }, cause);
      return refusedHere(restarted);
    });
    exchange.heard.isOver = true;
    if (answer.link !== "live") {
      exchange.heard.linkRefusal = answer.link === "dead" ? answer.refusal : exchange.unknown;
      return refusalResult(answer.link === "dead" ? answer.refusal : linkIsGone);
    }
    const { state, ...terms } = answer;
    if (!state.ok) return refusedResult(state.refusal);
    const call = { ...terms, tool: params.name, requestId };
    return state.value.kind === "reply" ? replyResult(call, state.value) : runningResult(call, state.value);
  };
}

/** The link is known as far as can be said. */
const told = (state: Extract<NamedAnswer, { link: "live" }>["state"], waitTool: string | null = null) =>
  ({ link: "live", state, hasOutputSchema: false, waitTool }) as const;
const refusedHere = (refusal: Refusal) => told(no(refusal));

/** A name that no tool has is the one refusal that the protocol wants as an error of its own. */
function refusedResult(refusal: Refusal): McpResult {
  if (refusal.code !== "no_such_tool") return refusalResult(refusal);
  throw new ProtocolError(
    ProtocolErrorCode.InvalidParams,
    [refusal.message, refusal.hint ?? ""].join(" ").trim(),
  );
}

const restarted = refuse(
  "outcome_unknown",
  "The relay restarted during this call. It may have run, or not.",
  {
    hint: "Read the app's state before you repeat it.",
  },
);
const linkIsGone = refuse("session_ended", "This link leads nowhere any more.", {
  hint: "Ask the user to make a new one in the app.",
});

async function startCall(
  exchange: McpExchange,
  params: Params,
  context: ServerContext,
): Promise<NamedAnswer> {
  const { session, token, requestId, client, waitMs, afterwards } = exchange;
  const { name: tool, arguments: input = {} } = params;
  if (!isJsonObject(input))
    return refusedHere(refuse("invalid_input", "The arguments are not a JSON object."));
  const { signal } = context.mcpReq;
  const abandon = () => afterwards(session.abandon(token, requestId));
  signal.addEventListener("abort", abandon);
  const caller = { surface: "mcp", client: clientOf(context) ?? client } as const;
  const call = { requestId, token, tool, arguments: input, waitMs, ...caller };
  try {
    return await session.call(call, progressListener(context));
  } finally {
    signal.removeEventListener("abort", abandon);
  }
}

async function waitForTask(
  { session, token }: McpExchange,
  params: Params,
  context: ServerContext,
): Promise<NamedAnswer> {
  const wait = v.safeParse(WaitArguments, params.arguments ?? {});
  if (!wait.success) {
    const issues = wait.issues.map((issue) => ({
      pointer: `/${v.getDotPath(issue) ?? ""}`,
      message: issue.message,
    }));
    return refusedHere(refuse("invalid_input", `The arguments of ${params.name} do not fit.`, { issues }));
  }
  const { task, wait_seconds: seconds } = wait.output;
  const state = await session.task(token, task, seconds * 1000, progressListener(context));
  return state === null ? { link: "unknown" } : told(state, params.name);
}

/** Only for a client that asked for it. The protocol wants each value to be higher than the one before. */
function progressListener({ mcpReq }: ServerContext): ProgressListener | null {
  const progressToken = mcpReq._meta?.progressToken;
  if (progressToken === undefined) return null;
  let last = -Infinity;
  return ({ progress, total, message }) => {
    if (progress <= last || mcpReq.signal.aborted) return;
    last = progress;
    const told = { ...(total === null ? {} : { total }), ...(message === null ? {} : { message }) };
    const params = { progressToken, progress, ...told };
    mcpReq
      .notify({ method: "notifications/progress", params })
      .catch((cause: unknown) => logError("mcp_progress_lost", {}, cause));
  };
}

/** The client's own name, which only the newer revisions send with each request; for display alone. */
export function clientOf({ mcpReq }: ServerContext): string | null {
  const envelope = v.safeParse(Envelope, mcpReq.envelope);
  if (!envelope.success) return null;
  const { name } = envelope.output[CLIENT_INFO_META_KEY];
  return guessClient(name) ?? (cleanLine(name, MAX_CLIENT_CHARS) || null);
}
