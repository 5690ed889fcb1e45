/** The button and its dialog as elements, and how a panel is painted onto them. */
import type { Session } from "../session/session.ts";
import type { ByHand } from "./copy-text.ts";
import { el, icon, setText } from "./dom.ts";
import { LogView } from "./log-view.ts";
import type { Panel } from "./panel.ts";
import { buttonWords, consentGroups, maskedUrl, noticeWords, requestSentence, statusWords } from "./words.ts";

export type ViewActions = {
  open(): void;
  agree(): void;
  copyText(): void;
  copyLink(): void;
  show(isShown: boolean): void;
  disconnect(): void;
};

const SPARK = [
  "M11 3.5 13 10l6.5 2.5L13 14.5 11 21 9 14.5 2.5 12.5 9 10Z",
  "M19 2.5l.7 2.3 2.3.7-2.3.7-.7 2.3-.7-2.3-2.3-.7 2.3-.7Z",
];
const CROSS = ["M6 6l12 12M18 6 6 18"];

export class View {
  readonly byHand = byHand();
  readonly #actions: ViewActions;
  readonly #log = new LogView();
  readonly #triggerWords = el("span");
  readonly #trigger = el("button", {
    type: "button",
    class: "trigger",
    part: "button",
    "aria-haspopup": "dialog",
  });
  readonly #title = el("h2", { id: "title" });
  readonly #notice = el("p", { class: "notice", part: "notice", role: "alert" });
  readonly #grants = el("div", { class: "grants", part: "grants" });
  readonly #agree = button("Create link", "primary", "create");
  readonly #copy = button("Copy text", "primary", "copy");
  readonly #copyLink = button("Copy link only", "", "copy-link");
  readonly #show = button("Show link", "quiet", "show");
  readonly #disconnect = button("Disconnect", "danger", "disconnect");
  readonly #sentence = el("p", { class: "sentence", part: "sentence" });
  readonly #statusWords = el("span");
  readonly #status = el(
    "p",
    { class: "status", part: "status" },
    el("span", { class: "dot" }),
    this.#statusWords,
  );
  readonly #spoken = el("p", { class: "spoken", role: "status" });
  readonly #consent: HTMLElement;
  readonly #ready: HTMLElement;
  readonly #dialog: HTMLDialogElement;
  #phase: Panel["phase"] | null = null;

  constructor(root: ShadowRoot, actions: ViewActions) {
    this.#actions = actions;
    this.#consent = this.#consentSection();
    this.#ready = this.#readySection();
    this.#dialog = this.#dialogElement();
    this.#trigger.append(el("span", { class: "dot" }), icon(...SPARK), this.#triggerWords);
    this.#trigger.addEventListener("click", () => this.#actions.open());
    root.append(this.#trigger, this.#dialog);
  }

  open(): void {
    if (!this.#dialog.open) this.#dialog.showModal();
    this.#focusPrimary();
  }

  /** Says it to a screen reader, politely. */
  say(text: string): void {
    setText(this.#spoken, text);
  }

  /** "Copied", on the button that did it, for a moment. */
  copied(which: "text" | "link"): void {
    const control = which === "text" ? this.#copy : this.#copyLink;
    const words = which === "text" ? "Copy text" : "Copy link only";
    control.focus();
    control.textContent = "Copied";
    setTimeout(() => setText(control, words), 2000);
  }

  paint(panel: Panel, session: Session | null, label: string): void {
    const status = session?.status ?? "connected";
    const error = session?.error ?? null;
    const trigger = buttonWords(panel, status, label);
    setText(this.#triggerWords, trigger.text);
    this.#trigger.dataset["tone"] = trigger.tone;
    this.#trigger.classList.toggle("linked", panel.link !== null);

    const words = statusWords(panel, status, error);
    setText(this.#statusWords, words.text);
    this.#status.dataset["tone"] = words.tone;
    const name = session?.app.name ?? null;
    setText(
      this.#title,
      panel.link === null ? `Let an AI use ${name ?? "this app"}` : `Hand ${name ?? "this app"} to your AI`,
    );
    const notice = noticeWords(panel, status, error);
    this.#notice.hidden = notice === null;
    setText(this.#notice, notice ?? "");
    this.#paintConsent(panel, session);
    this.#paintReady(panel, name);
    this.#log.paint(panel.log);
    this.#followPhase(panel);
  }

  #paintConsent(panel: Panel, session: Session | null): void {
    const isDeciding = panel.link === null;
    this.#consent.hidden = !isDeciding;
    if (!isDeciding) return;
    this.#agree.disabled = panel.phase === "creating" || session?.status === "ended";
    setText(this.#agree, panel.phase === "creating" ? "Creating…" : "Create link");
    const groups = consentGroups(session?.tools ?? []).map(({ heading, titles }) =>
      el("div", {}, el("h3", {}, heading), el("ul", {}, ...titles.map((title) => el("li", {}, title)))),
    );
    this.#grants.replaceChildren(...groups);
    this.#grants.hidden = groups.length === 0;
  }

  #paintReady({ link, phase, isShown }: Panel, appName: string | null): void {
    this.#ready.hidden = link === null;
    if (link === null) {
      this.byHand.box.hidden = true;
      return;
    }
    setText(this.#sentence, requestSentence(appName, isShown ? link.url : maskedUrl(link.url)));
    this.#ready.classList.toggle("shown", isShown);
    setText(this.#show, isShown ? "Hide link" : "Show link");
    this.#disconnect.disabled = phase === "ending";
  }

  /** What was focused may be gone with the old phase. */
  #followPhase({ phase }: Panel): void {
    const isNew = this.#phase !== phase;
    this.#phase = phase;
    if (isNew && this.#dialog.open && phase !== "creating" && phase !== "ending") this.#focusPrimary();
  }

  #focusPrimary(): void {
    (this.#ready.hidden ? this.#agree : this.#copy).focus();
  }

  #consentSection(): HTMLElement {
    this.#agree.addEventListener("click", () => this.#actions.agree());
    const cancel = button("Cancel", "", "cancel");
    cancel.addEventListener("click", () => this.#dialog.close());
    return el(
      "div",
      { class: "section" },
      el(
        "p",
        { class: "muted" },
        "You get a link to paste into ChatGPT, Claude or any other AI chat. Whoever has the link can use the app like this until you disconnect:",
      ),
      this.#grants,
      el("div", { class: "actions" }, this.#agree, cancel),
    );
  }

  #readySection(): HTMLElement {
    this.#copy.addEventListener("click", () => this.#actions.copyText());
    this.#copyLink.addEventListener("click", () => this.#actions.copyLink());
    this.#show.addEventListener("click", () => this.#actions.show(!this.#ready.classList.contains("shown")));
    this.#disconnect.addEventListener("click", () => this.#actions.disconnect());
    const hint = el(
      "p",
      { class: "muted" },
      "Paste this into your AI chat, and say what you want done. Keep this page open: the AI works through it.",
    );
    return el(
      "div",
      { class: "section" },
      hint,
      this.#sentence,
      this.byHand.box,
      el("div", { class: "actions" }, this.#copy, this.#copyLink, this.#show),
      this.#status,
      this.#log.element,
      el(
        "div",
        { class: "actions" },
        this.#disconnect,
        el("span", { class: "muted" }, "ends this link at once"),
      ),
    );
  }

  #dialogElement(): HTMLDialogElement {
    const close = el(
      "button",
      { type: "button", class: "quiet close", "aria-label": "Close" },
      icon(...CROSS),
    );
    const head = el("div", { class: "head" }, this.#title, close);
    const body = el("div", { class: "body" }, head, this.#notice, this.#consent, this.#ready, this.#spoken);
    const dialog = el("dialog", { part: "dialog", "aria-labelledby": "title" }, body);
    close.addEventListener("click", () => dialog.close());
    // A click on the backdrop hits the dialog itself; its content is covered by the body.
    dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
    return dialog;
  }
}

const button = (words: string, look: string, part: string): HTMLButtonElement =>
  el("button", { type: "button", class: look, part }, words);

function byHand(): ByHand {
  const field = el("textarea", { readonly: "", rows: "4", part: "copy-field" });
  const box = el(
    "label",
    { class: "by-hand" },
    "Your browser did not allow copying. Press Ctrl+C or ⌘C now.",
    field,
  );
  box.hidden = true;
  return { box, field };
}
