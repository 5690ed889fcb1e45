/** From an HTTP request to a call that may be sent: key, arguments, policy, check. */
import {
  isJsonObject,
  isReadOnlyTool,
  type Json,
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
import type { AgentRequest } from "../../admission.ts";
import { askLink, ONCE, queryFromArguments } from "../../surfaces/call-link.ts";
import type { Link } from "../records.ts";
import type { CallRequest, CheckedTool } from "../session.ts";
import { argumentsFromQuery, takesWait, WAIT } from "./query-arguments.ts";
import { mayCallByLink } from "./scope.ts";
import type { LinkCallPolicy } from "@agent-socket/protocol/control-plane";

/** What is asked for, as far as it can be said before the tool is known. */
export type Asking = {
  readonly request: AgentRequest;
  readonly surface: Surface;
  /** The tool's path. */
  readonly path: string;
  readonly key: string | null;
  readonly fingerprint: string;
  /** A person in the app completes the arguments. */
  readonly isAsk: boolean;
  readonly acceptedAtMs: number;
};

/** `tool`: the one at the path, where there is one. A call by link of a tool that only reads may run any number of times. */
export async function readAsking(
  request: AgentRequest,
  { path, isAsk }: { readonly path: string; readonly isAsk: boolean },
  tool: CheckedTool | undefined,
  acceptedAtMs: number,
): Promise<Result<Asking>> {
  const surface = surfaceOf(request, tool, isAsk);
  const isRepeatable = surface === "link" && !isAsk && tool !== undefined && isReadOnlyTool(tool);
  const key = isRepeatable ? null : (onceOf(request) ?? request.idempotencyKey);
  if (key !== null && !isKey(key)) return no(badKey);
  const fingerprint = key === null ? "" : await fingerprintOf(request, path, tool, isAsk);
  return ok({ request, surface, path, key, fingerprint, isAsk, acceptedAtMs });
}

export const isKey = (key: string): boolean => key.length > 0 && key.length <= limits.MAX_KEY_CHARS;
export const badKey: Refusal = refuse("malformed", `A key has 1 to ${limits.MAX_KEY_CHARS} characters.`);

/** A GET is a call by link unless the tool's own method is GET and nothing says that it runs once. */
function surfaceOf(request: AgentRequest, tool: CheckedTool | undefined, isAsk: boolean): Surface {
  if (request.method !== "GET") return "http";
  return isAsk || tool?.method !== "GET" || isPrinted(request) ? "link" : "http";
}

/** The address was printed by the relay, or built from what it printed: its reader may see nothing but text with status 200. */
export const isPrinted = (request: AgentRequest): boolean => onceOf(request) !== null;

/** What was asked for, whatever the order of its fields and whether or not the tool is still there. */
async function fingerprintOf(
  request: AgentRequest,
  path: string,
  tool: CheckedTool | undefined,
  isAsk: boolean,
): Promise<string> {
  const isRelays = (name: string) =>
    name === ONCE || (name === WAIT && !takesWait(tool?.inputSchema ?? null));
  const parsed = isBodyless(request) ? null : parseJson(request.body, limits.MAX_JSON_DEPTH);
  const input = isBodyless(request)
    ? JSON.stringify(inOrder(request.query.filter(([name]) => !isRelays(name))))
    : parsed === null
      ? request.body
      : canonical(parsed.value);
  return sha256(`${isAsk ? "ask " : ""}${request.method} ${path}\n${input}`);
}

/** By name; of one name the values stay as they are, for they are a list. */
const inOrder = (query: AgentRequest["query"]) =>
  query.toSorted(([a], [b]) => (a === b ? 0 : a < b ? -1 : 1));

/** JSON with the names of each object in order. */
export function canonical(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (!isJsonObject(value)) return JSON.stringify(value);
  const members = Object.keys(value)
    .toSorted()
    .map((name) => `${JSON.stringify(name)}:${canonical(value[name] ?? null)}`);
  return `{${members.join(",")}}`;
}

export const JSON_TYPE = "application/json";
const BYTES_TYPE = "application/octet-stream";

/** The call with its arguments checked. Nothing is awaited in here. */
export function readCall(
  asking: Asking,
  {
    link,
    tool,
    policy,
  }: { readonly link: Link; readonly tool: CheckedTool; readonly policy: LinkCallPolicy },
): Result<{ readonly call: CallRequest; readonly input: JsonObject }> {
  const { request, surface, key, fingerprint, isAsk, acceptedAtMs } = asking;
  if (surface === "link" && !mayCallByLink(policy, tool)) return no(noLinkCalls(tool));
  const given = readInput(request, tool);
  if (!given.ok) return given;
  const checked = isAsk ? tool.checkGiven(given.value) : tool.check(given.value);
  if (!checked.ok) return checked;
  const input = checked.value;
  if (surface === "link" && key === null && (isAsk || !isReadOnlyTool(tool)))
    return no(onceRequired(asking, tool, input));
  const body = isBodyless(request) ? JSON.stringify(input) : request.body;
  const { requestId, client, bodyEncoding } = request;
  const contentType = bodyEncoding === null ? JSON_TYPE : (request.contentType ?? BYTES_TYPE);
  const content = { body, bodyEncoding, contentType };
  const call = { tool, link, requestId, surface, client, key, fingerprint, isAsk, acceptedAtMs, ...content };
  return ok({ input, call });
}

/** How long the request may be held, in milliseconds. `tool`: the one that is called, where it is still there. */
export function waitMsOf({ request, surface }: Asking, tool: CheckedTool | null): number {
  const inQuery = takesWait(tool?.inputSchema ?? null)
    ? undefined
    : request.query.find(([name]) => name === WAIT)?.[1];
  const asked = inQuery !== undefined && /^\d{1,3}$/.test(inQuery) ? Number(inQuery) * 1000 : request.waitMs;
  const usual = surface === "link" ? limits.LINK_WAIT_MS : limits.DEFAULT_WAIT_MS;
  return Math.min(asked ?? usual, limits.MAX_WAIT_MS);
}

const noLinkCalls = (tool: CheckedTool): Refusal =>
  refuse("tool_not_allowed", `This app does not let links call "${tool.name}".`, {
    hint: `Use ${tool.method} with a JSON body.`,
  });

function readInput(request: AgentRequest, tool: CheckedTool): Result<JsonObject> {
  if (request.bodyEncoding !== null) return tool.inputSchema === null ? ok({}) : no(noBytes(tool));
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

const noBytes = ({ name }: CheckedTool): Refusal =>
  refuse("invalid_input", `"${name}" takes its arguments as one JSON object, not bytes.`, {
    hint: "Only a tool without an input schema takes bytes as they are.",
  });

function onceRequired({ request, isAsk }: Asking, tool: CheckedTool, input: JsonObject): Refusal {
  const query = queryFromArguments(input);
  query.set(ONCE, newCallKey());
  const link = isAsk ? askLink(request.base, tool, query) : `${request.base}${tool.path}?${query}`;
  return refuse(
    "once_required",
    `"${tool.name}" changes something, so it runs only by a link that is good for one run.`,
    { hint: `Open this link instead: ${link}` },
  );
}

const isBodyless = (request: AgentRequest): boolean => request.method === "GET" || request.body.trim() === "";

function onceOf(request: AgentRequest): string | null {
  return request.query.find(([name]) => name === ONCE)?.[1] ?? null;
}
