/** `<agent-socket-connect>`: joins a session, the panel's data and its view. */
import { AgentSocketError } from "../agent-socket-error.ts";
import { clientName } from "../client-name.ts";
import type { Activity } from "../session/activity.ts";
import type { Session } from "../session/session.ts";
import type { ToolDefinition } from "../tools/tool.ts";
import { hasSessionOf, sessionOf } from "./attributes.ts";
import { copyText } from "./copy-text.ts";
import { Expiry } from "./expiry.ts";
import { emptyPanel, nextPanel, type Panel, type PanelEvent } from "./panel.ts";
import { type ConnectState, stateOf } from "./state.ts";
import { styleSheet } from "./style.ts";
import { View } from "./view.ts";
import { errorWords, EXPIRED, goneWords, LOST, requestSentence, stateWords } from "./words.ts";

const LABEL = "Connect with AI";
const COPIED_FOR_MS = 2_500;

/** Where there is no page (a server that renders one), the module must load all the same. */
const PageElement = typeof HTMLElement === "undefined" ? (class {} as typeof HTMLElement) : HTMLElement;

/**
 * Attributes: `label` (the button's words and the name of its links), `theme` ("light", "dark", "auto"; the page's own
 * colour scheme when left out), and, where no `session` is set, `app-id`, `base-url`, `app-name`, `app-description`,
 * `persist`. Events, all bubbling, none with a secret: `agent-socket-state`, `agent-socket-link`,
 * `agent-socket-copied`, `agent-socket-activity`, `agent-socket-status`, `agent-socket-gone`.
 *
 * @example
 * ```ts
 * import { AgentSocketConnect } from "@agent-socket/sdk/button";
 *
 * const button = new AgentSocketConnect();
 * button.setAttribute("app-id", "as_app_anon");
 * button.setAttribute("base-url", "http://localhost:8787");
 * button.tools = [{ path: "/now", method: "GET", description: "The time.", handler: () => new Date() }];
 * document.body.append(button);
 * ```
 */
export class AgentSocketConnect extends PageElement {
  static readonly observedAttributes = ["label"];
  readonly #view: View;
  readonly #expiry = new Expiry((tokenId) => this.#gone(tokenId, EXPIRED, "expired"));
  #session: Session | null = null;
  #tools: readonly ToolDefinition[] = [];
  #panel: Panel = emptyPanel;
  #state: ConnectState = "idle";
  #unlisten: (() => void) | null = null;
  #copiedTimer: ReturnType<typeof setTimeout> | undefined;
  /** The session was made here, from the attributes. */
  #isOwn = false;

  constructor() {
    super();
    const root = this.attachShadow({ mode: "open" });
    root.adoptedStyleSheets = [styleSheet()];
    this.#view = new View(root, {
      open: () => this.#open(),
      closed: () => this.#paint(),
      agree: () => void this.#agree(),
      copyText: () => void this.#copy("text"),
      copyLink: () => void this.#copy("link"),
      show: (isShown) => this.#happen({ type: "shown", isShown }),
      pause: () => (this.#session?.isPaused === true ? this.#session.resume() : this.#session?.pause()),
      takeOver: () => this.#session?.takeOver(),
      disconnect: () => void this.#disconnect(),
    });
    this.#paint();
  }

  /** What the button shows at the moment. */
  get state(): ConnectState {
    return this.#state;
  }

  /** The session that links are made from. */
  get session(): Session | null {
    return this.#session;
  }
  set session(session: Session | null) {
    if (session === this.#session) return;
    this.#unlisten?.();
    this.#unlisten = null;
    this.#session = session;
    this.#isOwn = false;
    this.#panel = emptyPanel;
    this.#expiry.watch(null);
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
        if (status === "connected") this.#findLink();
        this.#tell("agent-socket-status", { status });
        this.#paint();
      }),
      session.on("paused", () => this.#paint()),
      session.on("activity", (activity) => this.#onActivity(activity)),
      session.on("linkRevoked", ({ tokenId, by }) =>
        this.#gone(tokenId, goneWords(by), by === "app" ? null : "revoked"),
      ),
      session.on("linksLost", ({ tokenIds }) =>
        tokenIds.forEach((tokenId) => this.#gone(tokenId, LOST, "revoked")),
      ),
    ];
    this.#unlisten = () => stops.forEach((stop) => stop());
    this.#findLink();
  }

  /** After a reload the session may still hold the link that was made here before. */
  #findLink(): void {
    if (this.#panel.link !== null) return;
    const link = this.#session?.links.findLast(
      ({ label, expiresAt }) =>
        label === this.#label && (expiresAt === null || Date.parse(expiresAt) > Date.now()),
    );
    if (link !== undefined) this.#happen({ type: "found", link });
  }

  #open(): void {
    try {
      const isOver = this.#isOwn && this.#session?.status === "ended";
      if (this.#session === null || isOver) this.#connectByAttributes();
    } catch (cause) {
      this.#happen({ type: "refused", message: messageOf(cause) });
    }
    this.#view.open();
    this.#paint();
  }

  /** Links that were made before a reload must work without a click. */
  #resume(): void {
    if (this.#session === null && this.#tools.length > 0 && hasSessionOf(this)) this.#connectByAttributes();
  }

  #connectByAttributes(): void {
    this.session = sessionOf(this, this.#tools);
    this.#isOwn = true;
  }

  async #agree(): Promise<void> {
    if (this.#session === null || this.#panel.phase !== "consent") return;
    this.#happen({ type: "agreed" });
    try {
      const link = await this.#session.mintAgentToken({ ...this.#view.choice, label: this.#label });
      this.#happen({ type: "minted", link });
      this.#tell("agent-socket-link", { tokenId: link.tokenId, label: link.label });
    } catch (cause) {
      this.#happen({ type: "refused", message: messageOf(cause) });
    }
  }

  async #copy(which: "text" | "link"): Promise<void> {
    const { link } = this.#panel;
    if (link === null) return;
    const text = which === "link" ? link.url : requestSentence(this.#session?.app.name ?? null, link.url);
    if (!(await copyText(text, this.#view.byHand))) return this.#view.say(BY_HAND);
    this.#view.copied(which);
    this.#happen({ type: "copied", isNow: true });
    clearTimeout(this.#copiedTimer);
    this.#copiedTimer = setTimeout(() => this.#happen({ type: "copied", isNow: false }), COPIED_FOR_MS);
    if (this.#state !== "copied") this.#view.say("Copied.");
    this.#tell("agent-socket-copied", { tokenId: link.tokenId });
  }

  async #disconnect(): Promise<void> {
    const { link } = this.#panel;
    if (link === null || this.#session === null) return;
    this.#happen({ type: "disconnecting" });
    try {
      await this.#session.revokeAgentToken(link.tokenId);
      this.#gone(link.tokenId, goneWords("app"), null);
    } catch (cause) {
      this.#happen({ type: "refused", message: messageOf(cause) });
    }
  }

  #onActivity(activity: Activity): void {
    const { log, calls } = this.#panel;
    this.#happen({ type: "activity", activity });
    if (this.#panel.log === log) return;
    if (activity.kind === "call_started" && calls === 0)
      this.#view.say(`${clientName(activity.client)} started to work.`);
    this.#tell("agent-socket-activity", activity);
  }

  #gone(tokenId: string, notice: string, why: Panel["gone"]): void {
    if (this.#panel.link?.tokenId !== tokenId) return;
    this.#happen({ type: "gone", tokenId, notice, why });
    this.#view.say(notice);
    this.#tell("agent-socket-gone", { tokenId });
  }

  #happen(event: PanelEvent): void {
    this.#panel = nextPanel(this.#panel, event);
    this.#expiry.watch(this.#panel.link);
    this.#paint();
  }

  #paint(): void {
    const session = this.#session;
    const panel = this.#panel;
    const { status = null, isPaused = false, error = null } = session ?? {};
    const state = stateOf({ panel, status, isPaused, isOpen: this.#view.isOpen });
    const words = stateWords(state, panel, status, error);
    this.#view.paint({ state, words, panel, session, label: this.#label });
    if (state === this.#state) return;
    const before = this.#state;
    this.#state = state;
    if (words.isSaid) this.#view.say(words.status);
    else if (before === "reconnecting" && panel.link !== null) this.#view.say("Connected again.");
    else if (before === "paused") this.#view.say("Resumed.");
    this.#tell("agent-socket-state", { state });
  }

  #tell(name: string, detail: object): void {
    this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
  }
}

const BY_HAND =
  "The browser did not allow copying. The text is selected: copy it with Control C or Command C.";

const messageOf = (cause: unknown): string =>
  cause instanceof AgentSocketError
    ? errorWords(cause)
    : "Something went wrong. Reload the page and try again.";
