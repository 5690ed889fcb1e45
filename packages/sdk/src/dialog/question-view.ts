/** A question as a modal dialog: a form to complete, or a call to allow. It reports what the person does. */
import type { Question } from "../ask/question.ts";
import { el, setText } from "../element/dom.ts";
import { linkWords, shownArguments, waitingWords, warningWords, whoWords } from "./words.ts";

export type Verb = "send" | "allow" | "allow_for_session" | "decline";

export type ViewOptions = {
  readonly question: Question;
  readonly mode: "complete" | "allow";
  /** Between the description and the buttons. */
  readonly content: readonly HTMLElement[];
  act(verb: Verb, reason: string): void;
};

/**
 * For this long no button works: a click or a key that was meant for the page, or for the question before, must not answer
 * this one.
 */
const ARMED_AFTER_MS = 600;

export class QuestionView {
  readonly dialog: HTMLDialogElement;
  readonly #heading: HTMLElement;
  readonly #reason = el("textarea", { id: "reason", rows: "2", maxlength: "500", autocomplete: "off" });
  readonly #waiting = el("p", { class: "muted", role: "status" });
  readonly #buttons: readonly HTMLButtonElement[];
  #isArmed = false;
  #isAnswered = false;
  #hasText = false;
  /** Set when nobody waits for the answer any more: puts the dialog away. */
  #leave: (() => void) | null = null;
  readonly #ended = el("p", { class: "notice", role: "alert" });
  readonly #close = button("Close", "primary", () => this.#leave?.());

  constructor({ question, mode, content, act }: ViewOptions) {
    const answer = (verb: Verb): void => {
      if (!this.#isAnswered) act(verb, this.#reason.value);
    };
    this.#heading = el("h2", { id: "title", tabindex: "-1" }, question.tool.title);
    this.#buttons = mode === "complete" ? formButtons(answer) : allowButtons(answer);
    const form = el("form", { novalidate: "" }, this.#body(question, mode, content), this.#foot(mode));
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      if (this.#isArmed && mode === "complete") answer("send");
    });
    form.addEventListener("input", () => (this.#hasText = true));
    this.dialog = el("dialog", { part: "question", "aria-labelledby": "who title" }, form);
    this.dialog.addEventListener("cancel", (event) => {
      event.preventDefault();
      if (this.#leave === null) answer("decline");
      else this.#leave();
    });
    // A browser may close it without asking, when Escape is pressed twice.
    this.dialog.addEventListener("close", () => {
      if (this.#leave === null) answer("decline");
      else this.#leave();
    });
    this.#ended.hidden = true;
    this.#close.hidden = true;
    this.#setEnabled(false);
  }

  show(focusContent: () => boolean): void {
    this.dialog.showModal();
    // On the heading, a key that was on its way to the page does nothing.
    if (!focusContent()) this.#heading.focus();
    setTimeout(() => {
      this.#isArmed = true;
      this.#setEnabled(true);
    }, ARMED_AFTER_MS);
  }

  /** While an answer is being looked at. */
  setBusy(isBusy: boolean): void {
    if (this.#isArmed) this.#setEnabled(!isBusy);
  }

  setWaiting(others: number): void {
    const words = waitingWords(others);
    this.#waiting.hidden = words === null;
    setText(this.#waiting, words ?? "");
  }

  /**
   * The call is over. Fulfilled when the dialog may go: at once, or where the person had written something, once they
   * have read that it was not sent and could copy it.
   */
  end(): Promise<void> {
    this.#isAnswered = true;
    if (!this.#hasText) return Promise.resolve();
    return new Promise((leave) => {
      this.#leave = leave;
      for (const button of this.#buttons) button.hidden = true;
      this.#close.hidden = false;
      this.#ended.hidden = false;
      setText(this.#ended, ENDED_WORDS);
    });
  }

  close(): void {
    this.#isAnswered = true;
    this.dialog.close();
  }

  #setEnabled(isEnabled: boolean): void {
    for (const button of this.#buttons) button.disabled = !isEnabled;
  }

  #body(question: Question, mode: ViewOptions["mode"], content: readonly HTMLElement[]): HTMLElement {
    const link = linkWords(question);
    const warning = warningWords(question);
    return el(
      "div",
      { class: "body" },
      el(
        "div",
        { class: "head" },
        el("p", { class: "who", id: "who" }, whoWords(question, mode)),
        this.#heading,
        ...(link === null ? [] : [el("p", { class: "muted" }, link)]),
      ),
      el("p", { class: "what muted" }, question.tool.description),
      ...(warning === null ? [] : [el("p", { class: "warning" }, warning)]),
      ...content,
      ...(mode === "allow" ? [el("p", { class: "hint" }, SESSION_WORDS)] : []),
    );
  }

  #foot(mode: ViewOptions["mode"]): HTMLElement {
    const verb = mode === "complete" ? "decline" : "refuse";
    const label = el("label", { for: "reason", class: "hint" }, "The AI reads this.");
    return el(
      "div",
      { class: "foot" },
      this.#ended,
      el("details", {}, el("summary", {}, `Say why you ${verb}`), label, this.#reason),
      el("div", { class: "actions" }, ...this.#buttons, this.#close),
      this.#waiting,
    );
  }
}

const ENDED_WORDS =
  "The AI does not wait for this any more, and nothing was sent. What you wrote stays here until you close it.";
const SESSION_WORDS = "“For this session” is for this link alone, until this page is closed or reloaded.";

const formButtons = (answer: (verb: Verb) => void): readonly HTMLButtonElement[] => [
  el("button", { type: "submit", class: "primary", part: "send" }, "Send"),
  button("Decline", "danger", () => answer("decline")),
];

const allowButtons = (answer: (verb: Verb) => void): readonly HTMLButtonElement[] => [
  button("Allow once", "primary", () => answer("allow")),
  button("Allow for this session", "", () => answer("allow_for_session")),
  button("Refuse", "danger", () => answer("decline")),
];

function button(words: string, look: string, press: () => void): HTMLButtonElement {
  const made = el("button", { type: "button", class: look, part: look || "allow-session" }, words);
  made.addEventListener("click", press);
  return made;
}

/** What a call would be made with, for those who allow it. */
export function valuesElement(question: Question): HTMLElement {
  const shown = shownArguments(question);
  const rows = shown.map(({ label, text }) =>
    el("div", {}, el("dt", {}, label), el("dd", { dir: "auto" }, text)),
  );
  const values = el("dl", { class: "values" }, ...rows);
  values.hidden = rows.length === 0;
  return values;
}
