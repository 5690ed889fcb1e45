/** What the edge asks of a session by values instead of by requests: for the surfaces that it speaks itself. */
import { limits, no, ok, type Result, type Tool } from "@agent-socket/protocol";
import type { CallState, LinkFacts, NamedAnswer, NamedCall, ProgressListener } from "../../admission.ts";
import { objectOutputSchema, waitToolName } from "../../surfaces/mcp-tools.ts";
import { agentGone } from "../calls/call-words.ts";
import { cancelCall } from "../calls/endings.ts";
import { findLink, liveLink } from "../links.ts";
import type { Link, SessionRecord } from "../records.ts";
import type { Session } from "../session.ts";
import { findTask } from "./agent-task.ts";
import { alreadyDone } from "./already-done.ts";
import { callByName } from "./call-by-name.ts";
import { markOpened } from "./documents.ts";
import { spendCall } from "./rate.ts";
import { inScope } from "./scope.ts";
import { type CallNow, stateOf } from "./run-call.ts";
import { viewOf } from "./view.ts";

/** Without its checks, which are functions and do not travel. */
function plainTool(tool: Tool): Tool {
  const { name, method, path, description, inputSchema, outputSchema, annotations, examples, timeoutMs } =
    tool;
  return { name, method, path, description, inputSchema, outputSchema, annotations, examples, timeoutMs };
}

type Known = { readonly record: SessionRecord; readonly link: Link };

export async function describe(session: Session, token: string): Promise<Result<LinkFacts> | null> {
  const known = await recognise(session, token);
  if (known === null || !known.ok) return known;
  const { record, link } = known.value;
  // Also of a link that has used up its calls: what the last of them came to is still to be read.
  const { app, tools, prompts, isOnline, awaySinceMs } = viewOf(session, record, link, "");
  return ok({ app, tools: tools.map(plainTool), prompts, isOnline, awaySinceMs });
}

/** Told once a link while the app stays connected: clients ask for the tools again and again. */
export async function noteListed(session: Session, token: string, client: string | null): Promise<void> {
  const known = await recognise(session, token);
  if (known === null || !known.ok) return;
  const { link } = known.value;
  const { tokenId, label } = link;
  markOpened(session, link, client);
  if (session.socket === null || session.listed.has(tokenId)) return;
  session.listed.add(tokenId);
  session.socket.send({ type: "agent_activity", tokenId, label, kind: "opened", client, surface: "mcp" });
}

export async function call(
  session: Session,
  named: NamedCall,
  onProgress: ProgressListener | null,
): Promise<NamedAnswer> {
  const known = await recognise(session, named.token);
  if (known === null) return { link: "unknown" };
  if (!known.ok) return { link: "dead", refusal: known.refusal };
  const { link } = known.value;
  const state = await callState(session, known.value, named, onProgress);
  const tools = session.tools.filter((tool) => inScope(link, tool).ok);
  const tool = tools.find(({ name }) => name === named.tool);
  const hasOutputSchema = tool !== undefined && objectOutputSchema(tool) !== null;
  return { link: "live", state, hasOutputSchema, waitTool: waitToolName(tools) };
}

async function callState(
  session: Session,
  { record, link }: Known,
  named: NamedCall,
  onProgress: ProgressListener | null,
): Promise<Result<CallState>> {
  const spent = spendCall(session, link.tokenId);
  if (!spent.ok) return spent;
  const { tool, surface, client, requestId, waitMs } = named;
  const wait = { requestId, ms: Math.min(waitMs, limits.MAX_WAIT_MS), onProgress };
  const asked = { tool, arguments: named.arguments, surface, client, key: null, wait };
  const now = await callByName(session, record, link, asked);
  return now.ok ? stateNow(now.value) : now;
}

export async function task(
  session: Session,
  token: string,
  taskId: string,
  wait: { readonly requestId: string; readonly ms: number; readonly onProgress: ProgressListener | null },
): Promise<Result<CallState> | null> {
  const known = await recognise(session, token);
  if (known === null || !known.ok) return known;
  const remembered = findTask(session, known.value.link, taskId);
  if (!remembered.ok) return remembered;
  const ms = Math.min(wait.ms, limits.MAX_WAIT_MS);
  return stateNow(await stateOf(session, remembered.value, { ...wait, ms }, false));
}

/** Only a call that nobody can come back for is cancelled: not a task, nor one with a key. */
export async function abandon(session: Session, token: string, requestId: string): Promise<void> {
  const link = await findLink(session, token);
  if (link === null) return;
  session.batches.delete(requestId);
  for (const { call: open, waiters, isRemembered } of session.pending.values()) {
    if (open.tokenId !== link.tokenId || !waiters.has(requestId)) continue;
    waiters.delete(requestId);
    if (waiters.size === 0 && !isRemembered) cancelCall(session, open, agentGone);
  }
}

async function recognise(session: Session, token: string): Promise<Result<Known> | null> {
  const link = await findLink(session, token);
  const { record } = session;
  if (link === null || record === null) return null;
  const live = liveLink(session, record, link);
  return live.ok ? ok({ record, link }) : live;
}

function stateNow(now: CallNow): Result<CallState> {
  if (now.kind === "gone") return no(alreadyDone(now));
  if (now.kind === "running") return ok({ kind: "running", taskId: now.call.id, progress: now.progress });
  const { answer } = now.result;
  if (answer.kind === "refused") return no(answer.refusal);
  const { status, contentType, body } = answer;
  return ok({ kind: "reply", status, contentType, body });
}
