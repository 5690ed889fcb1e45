/** Calls before which a person is asked: to complete them, or to allow them. Loaded at the first such call. */
import { allowByDialog, completeByDialog } from "../dialog/dialog.ts";
import { schemaFaults } from "../dialog/schema-faults.ts";
import type { Checked, Given } from "../tools/check-input.ts";
import type { ToolEntry } from "../tools/tool-table.ts";
import type { Caller, ReportProgress } from "../tools/tool.ts";
import { allow } from "./allow.ts";
import type { Answer, Arguments, Question } from "./question.ts";
import type { Person } from "./read-person.ts";
import { unlessAborted } from "./unless-aborted.ts";

export type Asking = {
  readonly tool: ToolEntry;
  readonly given: Given;
  /** What the tool's own schema makes of an input. */
  check(given: Given): Promise<Checked>;
  readonly caller: Caller;
  readonly signal: AbortSignal;
  readonly progress: ReportProgress;
  readonly person: Person;
  readonly tell: (kind: "person_asked" | "person_answered") => void;
};

/** The AI reads it while the call runs. */
const AWAITING_YES = "the person in the app is asked to allow it, and has not answered yet";

/** Of the person's words to the AI. */
const MAX_REASON_CHARS = 500;

/** The person gives the arguments; by sending them they allow the call as well. */
export async function completeFirst(asking: Asking): Promise<Checked> {
  const { tool, person, signal } = asking;
  if (person.ask === null) return refused(501, "nobody_to_ask", nobodyWords(tool));
  const ask = person.ask === "dialog" ? completeByDialog : person.ask;
  const answer = readAnswer(await unlessAborted(telling(asking, ask)(questionOf(asking)), signal));
  if (answer.kind === "decline") return declined(answer.reason);
  return checkWhole(asking, answer.arguments);
}

/** What the tool would refuse is refused before the person is disturbed. */
export async function allowFirst(asking: Asking): Promise<Checked> {
  const { tool, given, person, progress } = asking;
  const ready = await asking.check(given);
  if (!("input" in ready) || person.approve === null) return ready;
  const approve = person.approve === "dialog" ? allowByDialog : person.approve;
  const approveAloud: typeof approve = (question) => {
    progress(0, undefined, AWAITING_YES);
    return approve(question);
  };
  const approval = await allow(tool.definition, telling(asking, approveAloud), questionOf(asking));
  return approval.kind === "allow" ? ready : declined(approval.reason);
}

/** So that the app can show for how long a call waits for its person. */
const telling =
  <A>({ tell }: Asking, ask: (question: Question) => A | Promise<A>) =>
  async (question: Question): Promise<A> => {
    tell("person_asked");
    try {
      return await ask(question);
    } finally {
      tell("person_answered");
    }
  };

function questionOf(asking: Asking): Question {
  const { tool, caller, signal } = asking;
  const { input } = asking.given;
  return {
    tool: tool.summary,
    inputSchema: tool.inputSchema,
    arguments: isArguments(input) ? input : { body: input },
    caller,
    signal,
    check: async (args) => {
      const found = await checkWhole(asking, args);
      return "faults" in found ? found.faults : [];
    },
  };
}

/** The relay has checked what an AI sends; what a person adds is checked here, by the schema and by the tool's own. */
async function checkWhole({ tool, check }: Asking, args: Arguments): Promise<Checked> {
  const faults = tool.inputSchema === null ? [] : schemaFaults(tool.inputSchema, args);
  return faults.length > 0 ? { faults } : check({ input: args, body: JSON.stringify(args) });
}

/** The app's own function may answer anything. */
function readAnswer(answer: Answer): Answer {
  if (answer?.kind === "decline" || (answer?.kind === "send" && isArguments(answer.arguments))) return answer;
  throw new Error('"ask" must answer { kind: "send", arguments: {…} } or { kind: "decline", reason }.');
}

function declined(reason: unknown): Checked {
  const words = typeof reason === "string" ? reason.trim().slice(0, MAX_REASON_CHARS) : "";
  return refused(403, "declined", words === "" ? NO_REASON : words, true);
}

const NO_REASON = "The person in the app declined this call and gave no reason.";

const refused = (status: number, code: string, message: string, isDeclined = false): Checked => ({
  refusal: { status, code, message },
  isDeclined,
});

const nobodyWords = ({ summary }: ToolEntry): string =>
  `Nobody can be asked in this app: call ${summary.name} with all of its arguments instead.`;

const isArguments = (input: unknown): input is Arguments =>
  typeof input === "object" && input !== null && !Array.isArray(input);
