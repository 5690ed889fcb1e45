/** One call of one tool: its input is parsed and checked, a person asked where that is needed; then the handler runs. */
import type { RelayFrame } from "@agent-socket/protocol";
import type { Person } from "../ask/read-person.ts";
import type { Fault } from "../ask/question.ts";
import { type Checked, checkInput, type Given } from "./check-input.ts";
import { errorReply, type WireReply, wireReply } from "./reply.ts";
import type { ToolEntry } from "./tool-table.ts";
import type { ReportProgress } from "./tool.ts";

export type ToolCallFrame = Extract<RelayFrame, { type: "tool_call" }>;

/** What a call needs besides its tool and its frame. */
export type CallSetting = {
  readonly signal: AbortSignal;
  readonly progress: ReportProgress;
  readonly person: Person;
  /** That the person is being asked. */
  readonly tell: (kind: "person_asked" | "person_answered") => void;
  readonly maxResultBytes: number;
};

export type Ran = {
  readonly reply: WireReply;
  /** Why it did not run, where the person decided that. */
  readonly refusal: "declined" | "paused" | null;
};

/** Never throws. */
export async function runTool(tool: ToolEntry, frame: ToolCallFrame, setting: CallSetting): Promise<Ran> {
  const { signal, progress, maxResultBytes } = setting;
  try {
    const ready = await prepare(tool, frame, setting);
    if ("faults" in ready) return { reply: invalidInput(ready.faults), refusal: null };
    if ("refusal" in ready) {
      const { status, code, message } = ready.refusal;
      return { reply: errorReply(status, code, message), refusal: ready.isDeclined ? "declined" : null };
    }
    signal.throwIfAborted();
    const { method, path, contentType, headers, caller } = frame;
    const call = { ...ready, method, path, contentType, headers, caller, signal, progress };
    const result = await tool.definition.handler(call);
    return { reply: await wireReply(result, frame.tool, maxResultBytes), refusal: null };
  } catch (cause) {
    // The message is for the AI; the stack stays here, where the developer can see it.
    if (!signal.aborted) console.error(`[agent-socket] The tool ${frame.tool} failed:`, cause);
    return { reply: errorReply(500, "tool_error", messageOf(cause)), refusal: null };
  }
}

async function prepare(
  tool: ToolEntry,
  { body, bodyEncoding, ask, caller }: ToolCallFrame,
  { person, progress, signal, tell }: CallSetting,
): Promise<Checked> {
  const given = { input: bodyEncoding === undefined ? parseBody(body) : bytesOf(body), body };
  const check = (one: Given): Promise<Checked> => checkInput(tool.definition, one);
  if (ask !== true && !tool.summary.asksFirst) return check(given);
  const { completeFirst, allowFirst } = await import("../ask/ask-first.ts").catch(cannotAsk);
  const asking = { tool, given, check, caller, signal, progress, person, tell };
  return ask === true ? completeFirst(asking) : allowFirst(asking);
}

/** The app was deployed anew, and the file with the dialog is gone. */
function cannotAsk(cause: unknown): never {
  throw new Error("The app could not show its user the question. Ask them to reload the page.", { cause });
}

/** A tool without a schema may be sent text that is not JSON: the handler gets it as it is. */
function parseBody(body: string): unknown {
  if (body === "") return {};
  try {
    return JSON.parse(body) as unknown;
  } catch {
    return body;
  }
}

const bytesOf = (body: string): Uint8Array =>
  Uint8Array.from(atob(body), (character) => character.charCodeAt(0));

function invalidInput(faults: readonly Fault[]): WireReply {
  const text = faults.map(({ pointer, message }) => `${pointer || "input"}: ${message}`).join("; ");
  return errorReply(422, "invalid_input", `The input is not valid. ${text}`, faults);
}

function messageOf(cause: unknown): string {
  const message = cause instanceof Error ? cause.message : typeof cause === "string" ? cause : "";
  return message === "" ? "The tool failed and gave no reason." : message;
}
