/** Many calls in one request, run one after the other: `[{tool, arguments}…]` or `{calls: […]}`, one result each, in their order. */
import {
  errorTable,
  isJsonObject,
  type Json,
  type JsonObject,
  limits,
  no,
  ok,
  parseJson,
  type Refusal,
  refuse,
  type Result,
  wireError,
} from "@agent-socket/protocol";
import type { AgentRequest } from "../../admission.ts";
import { type Answer, jsonAnswer, refusalAnswer } from "../../surfaces/answer.ts";
import type { Link, SessionRecord } from "../records.ts";
import type { Session } from "../session.ts";
import { alreadyDone } from "./already-done.ts";
import { callByName } from "./call-by-name.ts";
import { badKey, isKey } from "./call-request.ts";
import { awaitCallTurn } from "./rate.ts";
import type { CallNow } from "./run-call.ts";

type Item = { readonly tool: string; readonly arguments: JsonObject };

const EXAMPLE = '[{"tool": "set_pixel", "arguments": {"x": 1, "y": 2, "color": "red"}}]';
const notStarted = refuse(
  "not_started",
  "The time of this request was over before this call. Nothing was run for it.",
  {
    hint: "Send the calls that were not started in another batch.",
  },
);

export async function serveBatch(
  session: Session,
  record: SessionRecord,
  link: Link,
  request: AgentRequest,
): Promise<Answer> {
  if (request.method !== "POST")
    return refusalAnswer(
      refuse("method_not_allowed", "Send a batch with POST.", { allow: ["POST"] }),
      request,
    );
  const items = readItems(request.body);
  if (!items.ok) return refusalAnswer(items.refusal, request);
  if (request.idempotencyKey !== null && !isKey(request.idempotencyKey))
    return refusalAnswer(badKey, request);
  session.batches.add(request.requestId);
  try {
    return jsonAnswer(200, { results: await runItems(session, record, link, request, items.value) });
  } finally {
    session.batches.delete(request.requestId);
  }
}

/** An agent that went away starts nothing more. */
async function runItems(
  session: Session,
  record: SessionRecord,
  link: Link,
  request: AgentRequest,
  items: readonly Item[],
): Promise<readonly object[]> {
  const { requestId, client, idempotencyKey } = request;
  const endsAtMs = session.ports.now() + (request.waitMs ?? limits.DEFAULT_WAIT_MS);
  const results: object[] = [];
  for (const [index, item] of items.entries()) {
    const isOver = () => !session.batches.has(requestId) || session.ports.now() >= endsAtMs;
    if (!isOver()) await awaitCallTurn(session, link.tokenId);
    if (isOver()) {
      results.push(refused(item, notStarted));
      continue;
    }
    const leftMs = endsAtMs - session.ports.now();
    const now = await callByName(session, record, link, {
      ...item,
      surface: "batch",
      client,
      key: idempotencyKey === null ? null : `${idempotencyKey}#${index}`,
      wait: { requestId, ms: leftMs, onProgress: null },
    });
    results.push(now.ok ? resultOf(item, now.value, request) : refused(item, now.refusal));
  }
  return results;
}

function readItems(body: string): Result<readonly Item[]> {
  const parsed = parseJson(body, limits.MAX_JSON_DEPTH)?.value;
  // Importers of openapi.json skip an operation whose body is not an object.
  const calls = isJsonObject(parsed) ? parsed["calls"] : parsed;
  const list: readonly Json[] = Array.isArray(calls) ? calls : [];
  if (list.length === 0 || list.length > limits.MAX_BATCH_CALLS) {
    const message = `A batch is a JSON list of 1 to ${limits.MAX_BATCH_CALLS} calls.`;
    return no(refuse("malformed", message, { hint: `Such as ${EXAMPLE}` }));
  }
  const items: Item[] = [];
  for (const [index, item] of list.entries()) {
    const args = isJsonObject(item) ? (item["arguments"] ?? {}) : null;
    if (!isJsonObject(item) || typeof item["tool"] !== "string" || !isJsonObject(args)) {
      const message = `Entry ${index} of the batch is not {"tool": …, "arguments": {…}}. Nothing was run.`;
      return no(refuse("malformed", message, { hint: `Such as ${EXAMPLE}` }));
    }
    items.push({ tool: item["tool"], arguments: args });
  }
  return ok(items);
}

function resultOf({ tool }: Item, now: CallNow, request: AgentRequest): object {
  if (now.kind === "gone") return { tool, status: 409, error: wireError(alreadyDone(now)) };
  if (now.kind === "running")
    return { tool, status: 202, task: now.call.id, url: `${request.base}/_as/tasks/${now.call.id}?wait=25` };
  const { answer } = now.result;
  if (answer.kind === "refused") return refused({ tool, arguments: {} }, answer.refusal);
  const { status, contentType, body } = answer;
  if (typeof body !== "string")
    return { tool, status, contentType, base64: Buffer.from(body).toString("base64") };
  const json = /^application\/([a-z.+-]+\+)?json\b/i.test(contentType)
    ? parseJson(body, limits.MAX_JSON_DEPTH)
    : null;
  return json === null ? { tool, status, contentType, text: body } : { tool, status, result: json.value };
}

const refused = ({ tool }: Item, refusal: Refusal): object => ({
  tool,
  status: errorTable[refusal.code].http,
  error: wireError(refusal),
});
