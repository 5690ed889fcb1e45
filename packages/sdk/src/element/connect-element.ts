/** `<agent-socket-connect>`: joins a session, the panel's data and its view. */
import { AgentSocketError } from "../agent-socket-error.ts";
import { createSession } from "../connect.ts";
import type { Activity } from "../session/activity.ts";
import type { Session } from "../session/session.ts";
import type { ToolDefinition } from "../tools/tool.ts";
import { hasKeptSession } from "../session/options.ts";
import { copyText } from "./copy-text.ts";
import { emptyPanel, nextPanel, type Panel, type PanelEvent } from "./panel.ts";
import { styleSheet } from "./style.ts";
import { View } from "./view.ts";
import { clientName, errorWords, goneWords, LOST, requestSentence } from "./words.ts";

const LABEL = "Connect with AI";

/** Where there is no page (a server that renders one), the module must load all the same. */
const PageElement = typeof HTMLElement === "undefined" ? (class {} as typeof HTMLElement) : HTMLElement;

/**
 * Attributes: `label` (the button's words and the name of its links), `theme` ("light", "dark", "auto"; the page's own
 * colour scheme when left out), and, where no `session` is set, `app-id`, `base-url`, `app-name`, `app-description`.
 * Events, all bubbling, none with a secret: `agent-socket-link`, `agent-socket-copied`, `agent-socket-activity`,
 * `agent-socket-status`, `agent-socket-gone`.
 */
export class AgentSocketConnect extends PageElement {
  static readonly observedAttributes = ["label"];
  readonly #view: View;
  #session: Session | null = null;
  #tools: readonly ToolDefinition[] = [];
  #panel: Panel = emptyPanel;
  #unlisten: (() => void) | null = null;
  /** The session was made here, from the attributes. */
  #isOwn = false;

  constructor() {
    super();
    const root = this.attachShadow({ mode: "open" });
    root.adoptedStyleSheets = [styleSheet()];
    this.#view = new View(root, {
      open: () => this.#open(),
      agree: () => void this.#agree(),
      copyText: () => void this.#copy("text"),
      copyLink: () => void this.#copy("link"),
      show: (isShown) => this.#happen({ type: "shown", isShown }),
      disconnect: () => void this.#disconnect(),
    });
    this.#paint();
  }

  /** The session that links are made from. */
  get session(): Session | null {
    return this.#session;
  }
  set session(session: Session | null) {
    this.#unlisten?.();
    this.#unlisten = null;
    this.#session = session;
    this.#isOwn = false;
    this.#panel = emptyPanel;
    if (this.isConnected) this.#listen();
    this.#paint();
  }

  /** For use without a session: what the app can do. The connection is made at the first click. */
  get tools(): readonly ToolDefinition[] {
    return this.#tools;
  }
  set tools(tools: readonly ToolDefinition[]) {
    this.#tools = tools;
    if (this.#isOwn) void this.#session?.updateTools(tools);
    this.#resume();
  }

  connectedCallback(): void {
    this.#adopt("session");
    this.#adopt("tools");
    this.#listen();
    this.#resume();
    this.#paint();
  }

  disconnectedCallback(): void {
    this.#unlisten?.();
    this.#unlisten = null;
  }

  attributeChangedCallback(): void {
    this.#paint();
  }

  /** A property that was set before the element was defined hides the accessor of the same name. */
  #adopt(name: "session" | "tools"): void {
    if (!Object.hasOwn(this, name)) return;
    const { [name]: value } = this;
    Reflect.deleteProperty(this, name);
    Reflect.set(this, name, value);
  }

  get #label(): string {
    return this.getAttribute("label") ?? LABEL;
  }

  #listen(): void {
    const session = this.#session;
    if (session === null || this.#unlisten !== null) return;
    const stops = [
      session.on("status", (status) => {
        if (this.#panel.link !== null)
          this.#view.say(status === "connected" ? "Connected again." : "Connection lost. Reconnecting.");
        if (status === "connected") this.#findLink();
        this.#tell("agent-socket-status", { status });
        this.#paint();
      }),
      session.on("activity", (activity) => this.#onActivity(activity)),
      session.on("linkRevoked", ({ tokenId, by }) => this.#gone(tokenId, goneWords(by))),
      session.on("linksLost", ({ tokenIds }) => tokenIds.forEach((tokenId) => this.#gone(tokenId, LOST))),
    ];
    this.#unlisten = () => stops.forEach((stop) => stop());
    this.#findLink();
  }

  /** After a reload the session may still hold the link that was made here before. */
  #findLink(): void {
    const link = this.#session?.links.findLast(({ label }) => label === this.#label);
    if (link !== undefined && this.#panel.link === null) this.#happen({ type: "found", link });
  }

  #open(): void {
    try {
      const isOver = this.#isOwn && this.#session?.status === "ended";
      if (this.#session === null || isOver) this.#connectByAttributes();
    } catch (cause) {
      this.#happen({ type: "refused", message: messageOf(cause) });
    }
    this.#view.open();
  }

  /** Links that were made before a reload must work without a click. */
  #resume(): void {
    const [appId, baseUrl] = [this.getAttribute("app-id"), this.getAttribute("base-url")];
    if (this.#session !== null || this.#tools.length === 0 || appId === null || baseUrl === null) return;
    if (hasKeptSession(appId, baseUrl)) this.#connectByAttributes();
  }

  #connectByAttributes(): void {
    const appName = this.getAttribute("app-name");
    const appDescription = this.getAttribute("app-description");
    this.session = createSession({
      appId: this.getAttribute("app-id") ?? "",
      baseUrl: this.getAttribute("base-url") ?? "",
      tools: this.#tools,
      ...(appName === null ? {} : { appName }),
      ...(appDescription === null ? {} : { appDescription }),
    });
    this.#isOwn = true;
  }

  async #agree(): Promise<void> {
    if (this.#session === null || this.#panel.phase !== "consent") return;
    this.#happen({ type: "agreed" });
    try {
      const link = await this.#session.mintAgentToken({ label: this.#label });
      this.#happen({ type: "minted", link });
      this.#view.say("The link is ready.");
      this.#tell("agent-socket-link", { tokenId: link.tokenId, label: link.label });
    } catch (cause) {
      this.#happen({ type: "refused", message: messageOf(cause) });
    }
  }

  async #copy(which: "text" | "link"): Promise<void> {
    const { link } = this.#panel;
    if (link === null) return;
    const text = which === "link" ? link.url : requestSentence(this.#session?.app.name ?? null, link.url);
    if (await copyText(text, this.#view.byHand)) {
      this.#view.copied(which);
      this.#view.say("Copied.");
      this.#tell("agent-socket-copied", { tokenId: link.tokenId });
    } else
      this.#view.say(
        "The browser did not allow copying. The text is selected: copy it with Control C or Command C.",
      );
  }

  async #disconnect(): Promise<void> {
    const { link } = this.#panel;
    if (link === null || this.#session === null) return;
    this.#happen({ type: "disconnecting" });
    try {
      await this.#session.revokeAgentToken(link.tokenId);
      this.#gone(link.tokenId, goneWords("app"));
    } catch (cause) {
      this.#happen({ type: "refused", message: messageOf(cause) });
    }
  }

  #onActivity(activity: Activity): void {
    const { log, calls } = this.#panel;
    this.#happen({ type: "activity", activity });
    if (this.#panel.log === log) return;
    if (activity.kind === "link_opened") this.#view.say(`${clientName(activity.client)} opened the link.`);
    if (activity.kind === "call_started" && calls === 0)
      this.#view.say(`${clientName(activity.client)} started to work.`);
    this.#tell("agent-socket-activity", activity);
  }

  #gone(tokenId: string, notice: string): void {
    if (this.#panel.link?.tokenId !== tokenId) return;
    this.#happen({ type: "gone", tokenId, notice });
    this.#view.say(notice);
    this.#tell("agent-socket-gone", { tokenId });
  }

  #happen(event: PanelEvent): void {
    this.#panel = nextPanel(this.#panel, event);
    this.#paint();
  }

  #paint(): void {
    this.#view.paint(this.#panel, this.#session, this.#label);
  }

  #tell(name: string, detail: object): void {
    this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
  }
}

const messageOf = (cause: unknown): string =>
  cause instanceof AgentSocketError
    ? errorWords(cause)
    : "Something went wrong. Reload the page and try again.";
