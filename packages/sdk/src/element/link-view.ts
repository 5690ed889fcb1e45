/** The link, ready to be handed over: the sentence, what copies it, and the guide to the chats. */
import type { Guide, GuideNeeds } from "../guide/guide.ts";
import type { ByHand } from "./copy-text.ts";
import { button, el, setText } from "./dom.ts";
import type { Panel } from "./panel.ts";
import { maskedUrl, requestSentence } from "./words.ts";

export type LinkActions = {
  copyText(): void;
  copyLink(): void;
  show(isShown: boolean): void;
};

export class LinkView {
  readonly copy = button("Copy text", "primary", "copy");
  readonly byHand = byHand();
  readonly #copyLink = button("Copy link only", "", "copy-link");
  readonly #show = button("Show link", "quiet", "show");
  readonly #sentence = el("p", { class: "sentence", part: "sentence" });
  readonly #guideHost = el("div", { hidden: "" });
  readonly element: HTMLElement;
  /** Each button says it for a while after its last press. */
  readonly #timers = new Map<HTMLElement, ReturnType<typeof setTimeout>>();
  #guide: Guide | null = null;
  #toGuide: GuideNeeds | null = null;
  #isShown = false;
  #isAsked = false;

  constructor(actions: LinkActions) {
    this.copy.addEventListener("click", actions.copyText);
    this.#copyLink.addEventListener("click", actions.copyLink);
    this.#show.addEventListener("click", () => actions.show(!this.#isShown));
    this.element = el(
      "div",
      { class: "section" },
      this.#sentence,
      this.byHand.box,
      el("div", { class: "actions" }, this.copy, this.#copyLink, this.#show),
      this.#guideHost,
    );
  }

  paint({ link, isShown, calls }: Panel, appName: string | null): void {
    if (link === null) {
      this.byHand.box.hidden = true;
      return;
    }
    this.#isShown = isShown;
    setText(this.#sentence, requestSentence(appName, isShown ? link.url : maskedUrl(link.url)));
    this.element.classList.toggle("shown", isShown);
    setText(this.#show, isShown ? "Hide link" : "Show link");
    this.#toGuide = { url: link.url, sentence: requestSentence(appName, link.url), isInUse: calls > 0 };
    void this.#loadGuide();
    this.#guide?.paint(this.#toGuide);
  }

  /** "Copied", on the button that did it, for a moment. */
  copied(which: "text" | "link"): void {
    const control = which === "text" ? this.copy : this.#copyLink;
    const words = which === "text" ? "Copy text" : "Copy link only";
    control.focus();
    control.textContent = "Copied";
    clearTimeout(this.#timers.get(control));
    this.#timers.set(
      control,
      setTimeout(() => setText(control, words), 2000),
    );
  }

  /** Loaded when there is a link. Without it, as after a new deployment, the sentence is still there to be copied. */
  async #loadGuide(): Promise<void> {
    if (this.#isAsked) return;
    this.#isAsked = true;
    const loaded = await import("../guide/guide.ts").catch(() => null);
    if (loaded === null) return;
    this.#guide = new loaded.Guide({ copy: () => this.copy.click() });
    this.#guideHost.replaceChildren(this.#guide.element);
    this.#guideHost.hidden = false;
    if (this.#toGuide !== null) this.#guide.paint(this.#toGuide);
  }
}

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
