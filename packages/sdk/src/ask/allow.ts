/** The yes that a call needs, and what an earlier yes was meant for. */
import type { ToolDefinition } from "../tools/tool.ts";
import type { Approval, ApproveFunction, Question } from "./question.ts";
import { unlessAborted } from "./unless-aborted.ts";

type Waiting = {
  readonly definition: ToolDefinition;
  readonly tokenId: string;
  /** An answer to another call was meant for this one as well. */
  readonly answered: AbortController;
};

const ALLOWED: Approval = { kind: "allow" };

/** By tool, the links that may call it without a question. A tool that is replaced asks anew. */
const allowed = new WeakMap<ToolDefinition, Set<string>>();
const allWaiting = new Set<Waiting>();

export async function allow(
  definition: ToolDefinition,
  approve: ApproveFunction,
  question: Question,
): Promise<Approval> {
  const { tokenId } = question.caller;
  if (allowed.get(definition)?.has(tokenId) === true) return ALLOWED;
  const waiting: Waiting = { definition, tokenId, answered: new AbortController() };
  const signal = AbortSignal.any([question.signal, waiting.answered.signal]);
  allWaiting.add(waiting);
  try {
    const approval = readApproval(await unlessAborted(approve({ ...question, signal }), signal));
    if (approval.kind === "allow" && approval.forSession === true) allowFromNow(waiting);
    return approval;
  } catch (cause) {
    if (waiting.answered.signal.aborted && !question.signal.aborted) return ALLOWED;
    throw cause;
  } finally {
    allWaiting.delete(waiting);
  }
}

function allowFromNow(waiting: Waiting): void {
  const { definition, tokenId } = waiting;
  const links = allowed.get(definition) ?? new Set();
  allowed.set(definition, links.add(tokenId));
  for (const other of allWaiting)
    if (other !== waiting && other.definition === definition && other.tokenId === tokenId)
      other.answered.abort();
}

/** The app's own function may answer anything. */
function readApproval(approval: Approval): Approval {
  if (approval?.kind === "allow" || approval?.kind === "decline") return approval;
  throw new Error('"approve" must answer { kind: "allow" } or { kind: "decline", reason }.');
}
