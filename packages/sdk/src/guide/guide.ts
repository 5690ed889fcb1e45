/** "Choose your AI": the shortest way for each chat, and a code for the phone. Loaded when there is a link. */
import { button, el, setText } from "../element/dom.ts";
import { type Chat, CHATS } from "./chats.ts";
import { isOfThisComputer } from "./local-link.ts";
import { qrCode } from "./qr-code.ts";

export type GuideNeeds = {
  /** The link, a secret: it is shown nowhere but in the code, which is asked for. */
  readonly url: string;
  readonly sentence: string;
  /** An AI has called: whoever reads this has found the way. */
  readonly isInUse: boolean;
};

export class Guide {
  readonly element: HTMLDetailsElement;
  readonly #copy: () => void;
  readonly #tabs: readonly HTMLInputElement[];
  readonly #page = el("div", { class: "section", id: "chat" });
  readonly #local = el("p", { class: "notice" }, LOCAL);
  readonly #code = el("div", { class: "section" });
  readonly #showCode = button("Show QR code", "quiet", "qr");
  #needs: GuideNeeds | null = null;
  #chat: Chat | undefined = CHATS[0];
  #isFolded = false;

  constructor({ copy }: { readonly copy: () => void }) {
    this.#copy = copy;
    this.#tabs = CHATS.map(({ id }) =>
      el("input", { type: "radio", name: "chat", value: id, class: "spoken" }),
    );
    const labels = CHATS.map(({ name }, index) =>
      el("label", {}, ...this.#tabs.slice(index, index + 1), name),
    );
    const choice = el(
      "fieldset",
      { class: "chats" },
      el("legend", { class: "spoken" }, "Your AI"),
      ...labels,
    );
    choice.addEventListener("change", () => this.#choose());
    this.#showCode.addEventListener("click", () => this.#toggleCode());
    this.#code.hidden = true;
    this.element = el(
      "details",
      { class: "guide", part: "guide", open: "" },
      el("summary", {}, "Choose your AI"),
      el(
        "div",
        { class: "section" },
        choice,
        this.#local,
        this.#page,
        el(
          "div",
          { class: "actions" },
          this.#showCode,
          el("span", { class: "muted" }, "for an AI on your phone"),
        ),
        this.#code,
      ),
    );
    this.#tabs[0]?.setAttribute("checked", "");
    this.#paintChat();
  }

  paint(needs: GuideNeeds): void {
    const isNew = this.#needs?.url !== needs.url;
    this.#needs = needs;
    if (isNew) {
      this.#hideCode();
      this.#paintChat();
    }
    // Once, so that a person who opens it again keeps it open.
    if (needs.isInUse && !this.#isFolded) this.element.open = false;
    this.#isFolded = needs.isInUse;
  }

  #choose(): void {
    const chosen = this.#tabs.findIndex(({ checked }) => checked);
    this.#chat = CHATS[chosen];
    this.#paintChat();
  }

  #paintChat(): void {
    const chat = this.#chat;
    if (chat === undefined) return;
    this.#local.hidden = chat.isLocal || this.#needs === null || !isOfThisComputer(this.#needs.url);
    const { steps, more, open, note, checkedOn, source } = chat;
    const parts: HTMLElement[] = [stepList(steps)];
    if (open !== null) parts.push(this.#openButton(open));
    if (more !== null) parts.push(el("details", {}, el("summary", {}, more.title), stepList(more.steps)));
    parts.push(
      el("p", { class: "hint" }, ...(note === null ? [] : [`${note} `]), checkedWords(checkedOn, source)),
    );
    this.#page.replaceChildren(...parts);
  }

  /** The text is copied as well: a chat that changes its address would otherwise open empty. */
  #openButton({ name, url }: NonNullable<Chat["open"]>): HTMLElement {
    const opening = button(`Copy and open ${name}`, "", "open-chat");
    opening.addEventListener("click", () => {
      if (this.#needs === null) return;
      this.#copy();
      window.open(url(this.#needs.sentence), "_blank", "noopener,noreferrer");
    });
    return el("div", { class: "actions" }, opening);
  }

  #toggleCode(): void {
    if (!this.#code.hidden || this.#needs === null) return this.#hideCode();
    this.#code.replaceChildren(qrCode(this.#needs.url), el("p", { class: "hint" }, CODE));
    this.#code.hidden = false;
    setText(this.#showCode, "Hide QR code");
  }

  #hideCode(): void {
    this.#code.hidden = true;
    this.#code.replaceChildren();
    setText(this.#showCode, "Show QR code");
  }
}

const stepList = (steps: readonly string[]): HTMLElement =>
  el("ol", { class: "steps" }, ...steps.map((step) => el("li", {}, step)));

const checkedWords = (on: string, source: string | null): Node | string =>
  source === null
    ? `Checked on ${on}.`
    : el("a", { href: source, target: "_blank", rel: "noreferrer" }, `Checked on ${on}.`);

const LOCAL =
  "This link leads to this computer, so an AI in the cloud cannot open it. A coding agent on this computer can.";

const CODE = "Scan it with your phone to open the link there. Whoever sees the code can use the link.";
