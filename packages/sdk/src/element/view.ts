/** The button and its dialog as elements, and how a panel is painted onto them. */
import type { MintOptions, Session } from "../session/session.ts";
import { ConsentView } from "./consent-view.ts";
import type { ByHand } from "./copy-text.ts";
import { button, el, icon, setText } from "./dom.ts";
import { ICONS } from "./icons.ts";
import { type LinkActions, LinkView } from "./link-view.ts";
import { LogView } from "./log-view.ts";
import type { Panel } from "./panel.ts";
import type { ConnectState } from "./state.ts";
import { type IconName, noticeWords, type StateWords } from "./words.ts";

export type ViewActions = LinkActions & {
  open(): void;
  closed(): void;
  agree(): void;
  pause(): void;
  takeOver(): void;
  disconnect(): void;
};

export type Painting = {
  readonly state: ConnectState;
  readonly words: StateWords;
  readonly panel: Panel;
  readonly session: Session | null;
  readonly label: string;
};

/** A drawing of a state, and its words. */
class Sign {
  readonly words = el("span");
  readonly #icon = el("span", { class: "sign" });
  #shown: IconName | null = null;

  constructor(host: HTMLElement) {
    host.append(this.#icon, this.words);
  }

  paint(name: IconName, text: string): void {
    setText(this.words, text);
    if (name !== this.#shown) this.#icon.replaceChildren(icon(ICONS[name]));
    this.#shown = name;
  }
}

export class View {
  readonly #actions: ViewActions;
  readonly #log = new LogView();
  readonly #trigger = el("button", {
    type: "button",
    class: "trigger",
    part: "button",
    "aria-haspopup": "dialog",
  });
  readonly #triggerSign = new Sign(this.#trigger);
  readonly #title = el("h2", { id: "title" });
  readonly #notice = el("p", { class: "notice", part: "notice", role: "alert" });
  readonly #status = el("p", { class: "status", part: "status" });
  readonly #statusSign = new Sign(this.#status);
  readonly #pause = button("Pause", "", "pause");
  readonly #disconnect = button("Disconnect", "danger", "disconnect");
  readonly #takeOver = button("Use this tab", "primary", "take-over");
  readonly #consent: ConsentView;
  readonly #link: LinkView;
  readonly #standby: HTMLElement;
  readonly #foot: HTMLElement;
  readonly #dialog: HTMLDialogElement;
  /** One that is heard while the dialog is open, and one for when it is not: what is behind a dialog is not heard. */
  readonly #spoken = [spoken(), spoken()] as const;
  #section: HTMLElement | null = null;

  constructor(root: ShadowRoot, actions: ViewActions) {
    this.#actions = actions;
    this.#consent = new ConsentView({ agree: actions.agree, cancel: () => this.#dialog.close() });
    this.#link = new LinkView(actions);
    this.#standby = el(
      "div",
      { class: "section" },
      el("p", { class: "muted" }, STANDBY),
      el("div", { class: "actions" }, this.#takeOver),
    );
    this.#foot = el(
      "div",
      { class: "foot actions" },
      this.#pause,
      this.#disconnect,
      el("span", { class: "muted" }, "ends this link at once"),
    );
    this.#dialog = this.#dialogElement();
    this.#trigger.addEventListener("click", actions.open);
    this.#pause.addEventListener("click", actions.pause);
    this.#disconnect.addEventListener("click", actions.disconnect);
    this.#takeOver.addEventListener("click", actions.takeOver);
    root.append(this.#trigger, this.#dialog, this.#spoken[1]);
  }

  get isOpen(): boolean {
    return this.#dialog.open;
  }

  /** What the person chose, as the session takes it. */
  get choice(): MintOptions {
    return this.#consent.choice;
  }

  get byHand(): ByHand {
    return this.#link.byHand;
  }

  open(): void {
    if (!this.#dialog.open) this.#dialog.showModal();
    this.#focusPrimary();
  }

  /** Says it to a screen reader, politely. */
  say(text: string): void {
    const [inside, outside] = this.#spoken;
    setText(this.isOpen ? inside : outside, text);
    setText(this.isOpen ? outside : inside, "");
  }

  copied(which: "text" | "link"): void {
    this.#link.copied(which);
  }

  paint({ state, words, panel, session, label }: Painting): void {
    const name = session?.app.name ?? null;
    this.#triggerSign.paint(words.icon, words.button ?? label);
    this.#statusSign.paint(words.icon, words.status);
    for (const sign of [this.#trigger, this.#status]) {
      sign.dataset["tone"] = words.tone;
      sign.dataset["state"] = state;
    }
    const hasLink = panel.link !== null;
    this.#trigger.classList.toggle("linked", words.button !== null && state !== "creating");
    setText(
      this.#title,
      hasLink ? `Hand ${name ?? "this app"} to your AI` : `Let an AI use ${name ?? "this app"}`,
    );
    const notice = noticeWords(panel, session?.status ?? null, session?.error ?? null);
    this.#notice.hidden = notice === null;
    setText(this.#notice, notice ?? "");
    this.#status.hidden = !hasLink && state !== "standby";
    this.#consent.paint(session?.tools ?? [], panel.phase === "creating", session?.status === "ended");
    this.#link.paint(panel, name);
    this.#log.paint(panel.log);
    this.#foot.hidden = !hasLink || state === "standby";
    setText(this.#pause, session?.isPaused === true ? "Resume" : "Pause");
    this.#disconnect.disabled = panel.phase === "ending";
    this.#showSection(
      state === "standby" ? this.#standby : hasLink ? this.#link.element : this.#consent.element,
    );
  }

  /** What was focused may be gone with the old section. */
  #showSection(section: HTMLElement): void {
    for (const one of [this.#standby, this.#link.element, this.#consent.element])
      one.hidden = one !== section;
    const isNew = this.#section !== section;
    this.#section = section;
    if (isNew && this.isOpen) this.#focusPrimary();
  }

  #focusPrimary(): void {
    const [primary] = [this.#consent.agree, this.#link.copy, this.#takeOver].filter(
      (control) => this.#section?.contains(control) === true,
    );
    primary?.focus();
  }

  #dialogElement(): HTMLDialogElement {
    const close = el(
      "button",
      { type: "button", class: "quiet close", "aria-label": "Close" },
      icon(ICONS.off),
    );
    const body = el(
      "div",
      { class: "body" },
      el("div", { class: "head" }, this.#title, close),
      this.#notice,
      this.#status,
      this.#standby,
      this.#consent.element,
      this.#link.element,
      this.#log.element,
      this.#spoken[0],
    );
    const dialog = el("dialog", { part: "dialog", "aria-labelledby": "title" }, body, this.#foot);
    close.addEventListener("click", () => dialog.close());
    dialog.addEventListener("close", this.#actions.closed);
    // A click on the backdrop hits the dialog itself; its content is covered by the body.
    dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
    return dialog;
  }
}

const STANDBY =
  "All tabs of this app share their links, and one tab at a time does the work. If it is closed, this one goes on.";

const spoken = (): HTMLElement => el("p", { class: "spoken", role: "status" });
