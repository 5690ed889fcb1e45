/** A tool call over HTTP: by its own method with a JSON body, or by a link that acts. */
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
import { callPage, replyAnswer, taskAnswer } from "../surfaces/call-answer.ts";
import { type Answer, refusalAnswer } from "../surfaces/answer.ts";
import { ONCE, queryFromArguments } from "../surfaces/call-link.ts";
import { becomeTask, dispatch, pendingOf, timeOut } from "./calls.ts";
import { deadLink } from "./links.ts";
import { report } from "./outbox.ts";
import { argumentsFromQuery, WAIT } from "./query-arguments.ts";
import type { CallResult, Link, RememberedCall, SessionRecord } from "./records.ts";
import type { CallRequest, CheckedTool, PendingCall, Session } from "./session.ts";
import { viewOf } from "./view.ts";

/** What became of a call by the time that its request is answered. */
type Progress =
  | { readonly kind: "finished"; readonly result: CallResult; readonly isReplay: boolean }
  | { readonly kind: "running"; readonly taskId: string };

export async function serveCall(
  session: Session,
  record: SessionRecord,
  link: Link,
  tool: CheckedTool,
  request: AgentRequest,
): Promise<Answer> {
  const surface: Surface =
    request.method === "GET" && (tool.method !== "GET" || hasOnce(request)) ? "link" : "http";
  const prepared = await prepare(record, link, tool, request, surface);
  if (!prepared.ok) return refuseCall(session, link, tool, request, surface, prepared.refusal);
  const { call, input } = prepared.value;
  const started = start(session, record, call);
  if (!started.ok) return refuseCall(session, link, tool, request, surface, started.refusal);
  const progress = await settleOrTask(session, started.value, waitMsOf(request, surface));
  if (!progress.ok) return refusalAnswer(progress.refusal, request);
  const view = viewOf(session, record, link, request.base);
  if (progress.value.kind === "running") return taskAnswer(view, tool, progress.value.taskId, surface);
  return surface === "link"
    ? callPage(view, tool, input, progress.value)
    : replyAnswer(progress.value, request);
}

async function prepare(
  record: SessionRecord,
  link: Link,
  tool: CheckedTool,
  request: AgentRequest,
  surface: Surface,
): Promise<Result<{ call: CallRequest; input: JsonObject }>> {
  const isReadOnly = isReadOnlyTool(tool);
  if (
    surface === "link" &&
    (record.linkCalls === "off" || (record.linkCalls === "read-only" && !isReadOnly))
  ) {
    return no(
      refuse("tool_not_allowed", `This app does not let links call "${tool.name}".`, {
        hint: `Use ${tool.method} with a JSON body.`,
      }),
    );
  }
  const key = request.query.find(([name]) => name === ONCE)?.[1] ?? request.idempotencyKey;
  if (key !== null && (key.length === 0 || key.length > limits.MAX_KEY_CHARS))
    return no(refuse("malformed", `A key has 1 to ${limits.MAX_KEY_CHARS} characters.`));
  const given = readInput(tool, request);
  if (!given.ok) return given;
  const checked = tool.check(given.value);
  if (!checked.ok) return checked;
  if (surface === "link" && key === null && !isReadOnly)
    return no(onceRequired(tool, request, checked.value));
  const body = request.method === "GET" || request.body === "" ? JSON.stringify(checked.value) : request.body;
  const fingerprint =
    key === null ? "" : await sha256(`${tool.method} ${tool.path}\n${JSON.stringify(checked.value)}`);
  return ok({
    input: checked.value,
    call: {
      tool,
      link,
      requestId: request.requestId,
      surface,
      client: request.client,
      key,
      fingerprint,
      body,
    },
  });
}

/** Nothing is awaited in here: what is read of the link and the key still holds when the call is sent. */
function start(
  session: Session,
  record: SessionRecord,
  call: CallRequest,
): Result<{ pending: PendingCall; isRepeat: boolean } | { remembered: CallResult }> {
  const link = session.links.get(call.link.tokenId) ?? call.link;
  const known = call.key === null ? null : session.store.findCallByKey(link.tokenId, call.key);
  if (known !== null) return repeat(session, known, call.fingerprint);
  const usable = deadLink(session, session.record ?? record, link);
  if (!usable.ok) return usable;
  const pending = dispatch(session, { ...call, link });
  if (!pending.ok) return pending;
  session.socket?.send({
    type: "agent_activity",
    tokenId: link.tokenId,
    label: link.label,
    kind: "called",
    client: call.client,
  });
  return ok({ pending: pending.value, isRepeat: false });
}

function repeat(session: Session, known: RememberedCall, fingerprint: string): ReturnType<typeof start> {
  if (known.call.fingerprint !== fingerprint) {
    return no(
      refuse("idempotency_conflict", "This key was used before for another call.", {
        hint: "Use a fresh key for each different call.",
      }),
    );
  }
  return ok(
    known.result === null
      ? { pending: pendingOf(session, known), isRepeat: true }
      : { remembered: known.result },
  );
}

async function settleOrTask(
  session: Session,
  started: { pending: PendingCall; isRepeat: boolean } | { remembered: CallResult },
  waitMs: number,
): Promise<Result<Progress>> {
  if ("remembered" in started) return ok({ kind: "finished", result: started.remembered, isReplay: true });
  const { pending, isRepeat } = started;
  const result = await waitFor(session, pending, waitMs);
  if (result !== null) return ok({ kind: "finished", result, isReplay: isRepeat });
  const task = becomeTask(session, pending);
  return task.ok ? ok({ kind: "running", taskId: pending.call.id }) : task;
}

/** The result within `waitMs`, else `null`. The one timer is cleared either way, so the object can hibernate. */
export async function waitFor(
  session: Session,
  pending: PendingCall,
  waitMs: number,
): Promise<CallResult | null> {
  const leftMs = pending.call.deadlineAtMs - session.ports.now();
  const { promise: tooLate, resolve } = Promise.withResolvers<null>();
  const timer = setTimeout(
    () => {
      if (leftMs <= waitMs) timeOut(session, pending.call);
      resolve(null);
    },
    Math.max(0, Math.min(waitMs, leftMs)),
  );
  const result = await Promise.race([pending.settled, tooLate]);
  clearTimeout(timer);
  return result ?? (leftMs <= waitMs ? pending.settled : null);
}

function waitMsOf(request: AgentRequest, surface: Surface): number {
  const inQuery = request.query.find(([name]) => name === WAIT)?.[1];
  const asked = inQuery !== undefined && /^\d{1,3}$/.test(inQuery) ? Number(inQuery) * 1000 : request.waitMs;
  return Math.min(
    asked ?? (surface === "link" ? limits.LINK_WAIT_MS : limits.DEFAULT_WAIT_MS),
    limits.MAX_WAIT_MS,
  );
}

function readInput(tool: CheckedTool, request: AgentRequest): Result<JsonObject> {
  if (request.method === "GET" || request.body.trim() === "")
    return ok(argumentsFromQuery(request.query, tool.inputSchema));
  const parsed = parseJson(request.body, limits.MAX_JSON_DEPTH);
  if (parsed !== null && isJsonObject(parsed.value)) return ok(parsed.value);
  const example = JSON.stringify(tool.examples[0] ?? {});
  return no(
    refuse("malformed", `The body must be one JSON object, nested at most ${limits.MAX_JSON_DEPTH} deep.`, {
      hint: `Such as ${example.slice(0, 300)}`,
    }),
  );
}

function onceRequired(tool: CheckedTool, request: AgentRequest, input: JsonObject): Refusal {
  const query = queryFromArguments(input);
  query.set(ONCE, newCallKey());
  return refuse(
    "once_required",
    `"${tool.name}" changes something, so its link needs a key that runs it once.`,
    { hint: `Open this link instead: ${request.base}${tool.path}?${query}` },
  );
}

/** A call that never reached the app. Those that the app's people should know of are counted. */
function refuseCall(
  session: Session,
  link: Link,
  tool: CheckedTool,
  request: AgentRequest,
  surface: Surface,
  refusal: Refusal,
): Answer {
  const { code } = refusal;
  if (code === "invalid_input" || code === "app_offline" || code === "too_many_inflight") {
    const startedAtMs = session.ports.now();
    const { requestId, client, body } = request;
    report(session, {
      kind: "call_finished",
      tokenId: link.tokenId,
      requestId,
      tool: tool.name,
      surface,
      client,
      outcome: code,
      httpStatus: 0,
      startedAtMs,
      durationMs: 0,
      appMs: null,
      requestBytes: body.length,
      responseBytes: 0,
    });
    session.socket?.send({
      type: "agent_activity",
      tokenId: link.tokenId,
      label: link.label,
      kind: "failed",
      client,
    });
  }
  return refusalAnswer(refusal, request);
}

const hasOnce = (request: AgentRequest): boolean => request.query.some(([name]) => name === ONCE);
