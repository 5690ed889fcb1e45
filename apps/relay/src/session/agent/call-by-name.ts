/** A call of a tool by its name, as a batch and the Model Context Protocol make it. */
import { type JsonObject, no, ok, type Result, sha256, type Surface } from "@agent-socket/protocol";
import type { Link, SessionRecord } from "../records.ts";
import type { CallRequest, Session } from "../session.ts";
import { canonical, JSON_TYPE } from "./call-request.ts";
import { awaitCall, type CallNow, repeatCall, reportRefused, startCall, type Wait } from "./run-call.ts";
import { toolByName } from "./scope.ts";

export type ByName = {
  readonly tool: string;
  readonly arguments: JsonObject;
  readonly surface: Surface;
  readonly client: string | null;
  readonly key: string | null;
  readonly wait: Wait;
};

export async function callByName(
  session: Session,
  record: SessionRecord,
  link: Link,
  asked: ByName,
): Promise<Result<CallNow>> {
  const { surface, client, key, wait } = asked;
  const { requestId } = wait;
  const acceptedAtMs = session.ports.now();
  const body = JSON.stringify(asked.arguments);
  const fingerprint = key === null ? "" : await sha256(`${asked.tool}\n${canonical(asked.arguments)}`);
  // From here to the sending nothing is awaited.
  const known = key === null ? null : session.store.calls.findByKey(link.tokenId, key);
  if (known !== null) return repeatCall(session, known, fingerprint, wait);
  const tool = toolByName(session, link, asked.tool);
  if (!tool.ok) return tool;
  const input = tool.value.check(asked.arguments);
  const said = { requestId, surface, client, tool: tool.value };
  const content = { body, bodyEncoding: null, contentType: JSON_TYPE, isAsk: false };
  const call: CallRequest = { ...said, ...content, link, key, fingerprint, acceptedAtMs };
  const started = input.ok ? startCall(session, record, call) : input;
  if (started.ok) return ok(await awaitCall(session, started.value, wait));
  reportRefused(session, link, { ...said, requestBytes: body.length }, started.refusal.code);
  return no(started.refusal);
}
