/** What the person decides before there is a link: which tools an AI may use, and for how long. */
import type { MintOptions } from "../session/session.ts";
import type { ToolSummary } from "../tools/tool-summary.ts";
import { button, el, setText } from "./dom.ts";
import { consentGroups } from "./words.ts";

/** Seconds; empty for as long as the session. */
const LASTS: readonly (readonly [string, string])[] = [
  ["", "until I disconnect"],
  ["3600", "1 hour"],
  ["86400", "24 hours"],
  ["604800", "7 days"],
];

export class ConsentView {
  readonly agree = button("Create link", "primary", "create");
  readonly #grants = el("div", { class: "grants", part: "grants" });
  readonly #lasts = el(
    "select",
    { part: "lasts" },
    ...LASTS.map(([value, words]) => el("option", { value }, words)),
  );
  readonly #none = el("p", { class: "muted", role: "status" });
  readonly element: HTMLElement;
  #shown = "";
  readonly #switches = new Map<string, HTMLInputElement>();
  #isAble = true;

  constructor(actions: { readonly agree: () => void; readonly cancel: () => void }) {
    const cancel = button("Cancel", "", "cancel");
    cancel.addEventListener("click", actions.cancel);
    this.agree.addEventListener("click", actions.agree);
    this.#grants.addEventListener("change", () => this.#enable());
    this.element = el(
      "div",
      { class: "section" },
      el("p", { class: "muted" }, EXPLANATION),
      this.#grants,
      el("label", { class: "lasts" }, "The link works", this.#lasts),
      el("div", { class: "actions" }, this.agree, cancel),
      this.#none,
    );
  }

  /** What the person chose, as the session takes it. */
  get choice(): MintOptions {
    const on = [...this.#switches].filter(([, { checked }]) => checked).map(([name]) => name);
    const expiresIn = Number(this.#lasts.value);
    return {
      ...(on.length === this.#switches.size ? {} : { tools: on }),
      ...(expiresIn === 0 ? {} : { expiresIn }),
    };
  }

  paint(tools: readonly ToolSummary[], isCreating: boolean, isOver: boolean): void {
    this.#isAble = !isCreating && !isOver;
    setText(this.agree, isCreating ? "Creating…" : "Create link");
    this.#paintTools(tools);
    this.#enable();
  }

  /** Only what changed is built anew: a switch must keep its place and its focus. */
  #paintTools(tools: readonly ToolSummary[]): void {
    const wanted = JSON.stringify(tools);
    if (wanted === this.#shown) return;
    this.#shown = wanted;
    const off = new Set([...this.#switches].filter(([, { checked }]) => !checked).map(([name]) => name));
    this.#switches.clear();
    this.#grants.hidden = tools.length === 0;
    this.#grants.replaceChildren(
      ...consentGroups(tools).map((group) =>
        el(
          "fieldset",
          {},
          el("legend", {}, group.heading),
          ...group.tools.map((tool) => this.#row(tool, !off.has(tool.name))),
        ),
      ),
    );
  }

  #row({ name, title }: ToolSummary, isOn: boolean): HTMLElement {
    const input = el("input", { type: "checkbox", role: "switch" });
    input.checked = isOn;
    this.#switches.set(name, input);
    return el("label", { class: "switch" }, input, title);
  }

  #enable(): void {
    const hasNone = this.#switches.size > 0 && ![...this.#switches.values()].some(({ checked }) => checked);
    this.agree.disabled = !this.#isAble || hasNone;
    setText(this.#none, hasNone ? "Switch on at least one thing that the AI may do." : "");
  }
}

const EXPLANATION =
  "You get a link for ChatGPT, Claude or any other AI chat. Whoever has the link can use the app like this:";
