/** The door for the options that say who is asked: the app's own functions, the dialog of this package, or nobody. */
import { AgentSocketError } from "../agent-socket-error.ts";
import type { ApproveFunction, AskFunction } from "./question.ts";

export type PersonOptions = {
  /**
   * How a person is asked to complete a call whose arguments the AI could not send. In a page a dialog, when left out;
   * elsewhere nobody can be asked then, and AIs are not offered it.
   */
  readonly ask?: AskFunction | undefined;
  /**
   * Who allows a call. `"destructive"`, when left out: the person, before each call of a tool with `destructiveHint`, by a
   * dialog where there is a page (where there is none, as in Node, these calls run). `"never"`: nobody is asked, but for
   * tools with `approve: true`. A function: it decides instead of the dialog, also where there is no page.
   */
  readonly approve?: "destructive" | "never" | ApproveFunction | undefined;
};

/** Who is asked; `null` where nobody can be. */
export type Person = {
  readonly ask: AskFunction | "dialog" | null;
  readonly approve: ApproveFunction | "dialog" | null;
  /** Tools that destroy need a yes unless they say otherwise themselves. */
  readonly approvesDestructive: boolean;
};

export function readPerson({ ask, approve = "destructive" }: PersonOptions): Person {
  if (ask !== undefined && typeof ask !== "function")
    throw invalid(
      '"ask" must be a function that answers { kind: "send", arguments } or { kind: "decline", reason }.',
    );
  if (typeof approve !== "function" && approve !== "destructive" && approve !== "never")
    throw invalid('"approve" must be "destructive", "never", or a function that answers { kind: "allow" }.');
  const hasPage = typeof document !== "undefined" && typeof HTMLDialogElement !== "undefined";
  const dialog = hasPage ? "dialog" : null;
  return {
    ask: ask ?? dialog,
    approve: typeof approve === "function" ? approve : dialog,
    approvesDestructive: approve !== "never",
  };
}

const invalid = (message: string): AgentSocketError => new AgentSocketError("invalid_options", message);
