/** What a person is asked before a call runs, and what they may answer. */
import type { JsonSchema } from "../tools/input-schema.ts";
import type { ToolSummary } from "../tools/tool-summary.ts";
import type { Caller } from "../tools/tool.ts";

/** By the names of the tool's schema. */
export type Arguments = Readonly<Record<string, unknown>>;

/** What is wrong with an argument; `pointer` is a JSON pointer, empty for the arguments as a whole. */
export type Fault = { readonly pointer: string; readonly message: string };

/** What a person is asked before a call runs. */
export type Question = {
  readonly tool: ToolSummary;
  /** A JSON Schema of the arguments, or `null` where the tool has none. */
  readonly inputSchema: JsonSchema | null;
  /** Those that the AI gave: some of them when they are to be completed, all when the call is to be allowed. */
  readonly arguments: Arguments;
  readonly caller: Caller;
  /** Aborted when the answer is not wanted any more: out of time, link revoked, connection lost. */
  readonly signal: AbortSignal;
  /** What the tool would find wrong with these arguments; empty when it would take them. */
  check(args: Arguments): Promise<readonly Fault[]>;
};

/** The AI reads the reason. */
export type Declined = { readonly kind: "decline"; readonly reason?: string | undefined };

/** To a call that the person completes. */
export type Answer = { readonly kind: "send"; readonly arguments: Arguments } | Declined;

/** To a call that is complete and needs a yes. `forSession`: also to later calls of this tool by this link. */
export type Approval = { readonly kind: "allow"; readonly forSession?: boolean | undefined } | Declined;

/** Completes a call in place of the dialog: `connect({ ask })`. */
export type AskFunction = (question: Question) => Answer | Promise<Answer>;
/** Allows or refuses a call in place of the dialog: `connect({ approve })`. */
export type ApproveFunction = (question: Question) => Approval | Promise<Approval>;
