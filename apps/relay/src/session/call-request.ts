/** From an HTTP request to a call that may be sent: policy, key, arguments, check. */
import {
  isJsonObject,
  isReadOnlyTool,
  type JsonObject,
  limits,
  newCallKey,
  no,
  ok,
  parseJson,
  refuse,
  type Refusal,
  type Result,
  sha256,
  type Surface,
} from "@agent-socket/protocol";
import type { AgentRequest } from "../admission.ts";
import { ONCE, queryFromArguments } from "../surfaces/call-link.ts";
import { argumentsFromQuery, WAIT } from "./query-arguments.ts";
import type { Link, SessionRecord } from "./records.ts";
import type { CallRequest, CheckedTool } from "./session.ts";

/** What is asked, and on whose behalf. */
export type Asked = {
  readonly record: SessionRecord;
  readonly link: Link;
  readonly tool: CheckedTool;
  readonly request: AgentRequest;
  readonly surface: Surface;
};

/** A GET is a call by link unless the tool's own method is GET and nothing says that it runs once. */
export const surfaceOf = (tool: CheckedTool, request: AgentRequest): Surface =>
  request.method === "GET" && (tool.method !== "GET" || onceOf(request) !== null) ? "link" : "http";

export async function readCall(asked: Asked): Promise<Result<{ call: CallRequest; input: JsonObject }>> {
  const { link, tool, request, surface } = asked;
  const refusal = policyRefusal(asked);
  if (refusal !== null) return no(refusal);
  const key = onceOf(request) ?? request.idempotencyKey;
  if (key !== null && (key.length === 0 || key.length > limits.MAX_KEY_CHARS)) {
    return no(refuse("malformed", `A key has 1 to ${limits.MAX_KEY_CHARS} characters.`));
  }
  const given = readInput(asked);
  if (!given.ok) return given;
  const checked = tool.check(given.value);
  if (!checked.ok) return checked;
  const input = checked.value;
  if (surface === "link" && key === null && !isReadOnlyTool(tool)) return no(onceRequired(asked, input));
  const inputText = JSON.stringify(input);
  const fingerprint = key === null ? "" : await sha256(`${tool.method} ${tool.path}\n${inputText}`);
  const body = isBodyless(request) ? inputText : request.body;
  const { requestId, client } = request;
  return ok({ input, call: { tool, link, requestId, surface, client, key, fingerprint, body } });
}

/** How long the request may be held, in milliseconds. */
export function waitMsOf({ request, surface, tool }: Asked): number {
  const isArgument =
    isJsonObject(tool.inputSchema?.["properties"]) && Object.hasOwn(tool.inputSchema["properties"], WAIT);
  const inQuery = isArgument ? undefined : request.query.find(([name]) => name === WAIT)?.[1];
  const asked = inQuery !== undefined && /^\d{1,3}$/.test(inQuery) ? Number(inQuery) * 1000 : request.waitMs;
  return Math.min(
    asked ?? (surface === "link" ? limits.LINK_WAIT_MS : limits.DEFAULT_WAIT_MS),
    limits.MAX_WAIT_MS,
  );
}

function policyRefusal({ record, tool, surface }: Asked): Refusal | null {
  if (surface !== "link" || record.linkCalls === "all") return null;
  if (record.linkCalls === "read-only" && isReadOnlyTool(tool)) return null;
  return refuse("tool_not_allowed", `This app does not let links call "${tool.name}".`, {
    hint: `Use ${tool.method} with a JSON body.`,
  });
}

function readInput({ tool, request }: Asked): Result<JsonObject> {
  if (isBodyless(request)) return ok(argumentsFromQuery(request.query, tool.inputSchema));
  const parsed = parseJson(request.body, limits.MAX_JSON_DEPTH);
  if (parsed !== null && isJsonObject(parsed.value)) return ok(parsed.value);
  const example = JSON.stringify(tool.examples[0] ?? {});
  return no(
    refuse("malformed", `The body must be one JSON object, nested at most ${limits.MAX_JSON_DEPTH} deep.`, {
      hint: `Such as ${example.slice(0, 300)}`,
    }),
  );
}

function onceRequired({ tool, request }: Asked, input: JsonObject): Refusal {
  const query = queryFromArguments(input);
  query.set(ONCE, newCallKey());
  return refuse(
    "once_required",
    `"${tool.name}" changes something, so its link needs a key that runs it once.`,
    {
      hint: `Open this link instead: ${request.base}${tool.path}?${query}`,
    },
  );
}

const isBodyless = (request: AgentRequest): boolean => request.method === "GET" || request.body.trim() === "";

function onceOf(request: AgentRequest): string | null {
  return request.query.find(([name]) => name === ONCE)?.[1] ?? null;
}
