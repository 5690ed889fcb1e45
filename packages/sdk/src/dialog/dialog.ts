/** Asks the person on this page, one question at a time. Loaded only when there is something to ask. */
import type { Answer, Approval, Declined, Question } from "../ask/question.ts";
import { Form } from "./form.ts";
import { QuestionView, valuesElement, type Verb, type ViewOptions } from "./question-view.ts";
import { styleSheet } from "./style.ts";

/** Settles when the question before has been answered or withdrawn. */
let before: Promise<void> = Promise.resolve();
/** Those that wait for their turn. */
const line = new Set<Question>();
let open: QuestionView | null = null;

export function completeByDialog(question: Question): Promise<Answer> {
  return inTurn(question, () => {
    const form = new Form(question);
    const content = [form.notice, form.element];
    return shown<Answer>(
      { question, mode: "complete", content },
      () => form.focus(),
      async (verb, view) => {
        if (verb !== "send") return null;
        view.setBusy(true);
        const args = await form.read();
        view.setBusy(false);
        return args === null ? null : { kind: "send", arguments: args };
      },
    );
  });
}

export function allowByDialog(question: Question): Promise<Approval> {
  return inTurn(question, () =>
    shown<Approval>(
      { question, mode: "allow", content: [valuesElement(question)] },
      () => false,
      async (verb) => (verb === "send" ? null : { kind: "allow", forSession: verb === "allow_for_session" }),
    ),
  );
}

/** Two dialogs at once could not be told apart. */
async function inTurn<T>(question: Question, ask: () => Promise<T>): Promise<T> {
  const turn = before;
  let pass = (): void => undefined;
  before = new Promise((resolve) => (pass = resolve));
  line.add(question);
  const leave = (): void => {
    line.delete(question);
    open?.setWaiting(line.size);
  };
  question.signal.addEventListener("abort", leave);
  open?.setWaiting(line.size);
  try {
    await turn;
    leave();
    question.signal.throwIfAborted();
    return await ask();
  } finally {
    pass();
  }
}

/** Fulfilled with the first answer that is one; `read` says `null` for what is none yet. */
function shown<T extends Answer | Approval>(
  options: Omit<ViewOptions, "act">,
  focus: () => boolean,
  read: (verb: Verb, view: QuestionView) => Promise<T | null>,
): Promise<T | Declined> {
  const { signal } = options.question;
  const host = hostElement();
  return new Promise<T | Declined>((resolve, reject) => {
    const act = (verb: Verb, reason: string): void => {
      if (verb === "decline") return resolve({ kind: "decline", reason });
      read(verb, view).then((answer) => answer !== null && resolve(answer), reject);
    };
    const view = new QuestionView({ ...options, act });
    const end = (): void => void view.end().then(() => reject(signal.reason as Error));
    signal.addEventListener("abort", end, { once: true });
    host.shadow.append(view.dialog);
    open = view;
    view.setWaiting(line.size);
    view.show(focus);
  }).finally(() => {
    open?.close();
    open = null;
    host.element.remove();
  });
}

/** Of its own, so that the page's styles and the question's never meet. It follows the button's theme where there is one. */
function hostElement(): { readonly element: HTMLElement; readonly shadow: ShadowRoot } {
  const element = document.createElement("agent-socket-question");
  const theme = document.querySelector("agent-socket-connect[theme]")?.getAttribute("theme");
  if (typeof theme === "string") element.setAttribute("theme", theme);
  const shadow = element.attachShadow({ mode: "open" });
  shadow.adoptedStyleSheets = [styleSheet()];
  // A question may come before the body was read.
  const page: HTMLElement | null = document.body;
  (page ?? document.documentElement).append(element);
  return { element, shadow };
}
