/** What the AI does, in words, newest first. */
import type { Activity } from "@agent-socket/sdk";

const MOST_LINES = 60;

export class Feed {
  readonly #list: HTMLElement;
  readonly #empty: HTMLElement;
  readonly #rows = new Map<string, HTMLElement>();

  constructor(list: HTMLElement, empty: HTMLElement) {
    this.#list = list;
    this.#empty = empty;
  }

  add(activity: Activity): void {
    if (activity.kind === "call_finished") return this.#finish(activity);
    if (activity.kind === "person_asked" || activity.kind === "person_answered") return;
    const isCall = activity.kind === "call_started";
    const id = isCall ? activity.callId : `${activity.kind}-${activity.tokenId}`;
    const what = isCall ? callWords(activity) : OPENING_WORDS[activity.kind];
    const row = document.createElement("li");
    row.append(span("who", whoWords(activity)), span("what", what), span("how", ""), timeOf(activity.atMs));
    row.dataset["outcome"] = isCall ? "running" : "opened";
    this.#rows.set(id, row);
    this.#list.prepend(row);
    this.#empty.hidden = true;
    while (this.#list.children.length > MOST_LINES) this.#list.lastElementChild?.remove();
  }

  #finish({ callId, outcome, status }: Extract<Activity, { kind: "call_finished" }>): void {
    const row = this.#rows.get(callId);
    this.#rows.delete(callId);
    if (row === undefined) return;
    row.dataset["outcome"] = outcome;
    const how = row.querySelector(".how");
    if (how !== null) how.textContent = outcomeWords(outcome, status);
  }
}

const OPENING_WORDS = { link_opened: "Opened the link", agent_connected: "Connected" };

type Outcome = Extract<Activity, { kind: "call_finished" }>["outcome"];

function outcomeWords(outcome: Outcome, status: number | null): string {
  switch (outcome) {
    case "ok":
      return "";
    case "failed":
      return `failed (${status})`;
    case "declined":
      return "you said no";
    case "paused":
      return "refused while paused";
    case "cancelled":
      return "cancelled";
  }
}

/** The tool's title, and its arguments where they are worth a line. */
function callWords({ tool, title, body }: Extract<Activity, { kind: "call_started" }>): string {
  const input: unknown = JSON.parse(body === "" ? "{}" : body);
  const {
    color,
    x,
    y,
    width,
    height,
    title: name,
  } = { ...(typeof input === "object" ? input : {}) } as Arguments;
  if (tool === "set_pixel" && color !== undefined) return `${title}: ${color} at ${x}, ${y}`;
  if (tool === "fill_rectangle" && color !== undefined)
    return `${title}: ${color}, ${width} × ${height} at ${x}, ${y}`;
  if (tool === "set_title" && name !== undefined) return `${title}: “${name}”`;
  return title;
}

/** The relay has checked them against the tools' schemas; where the person is asked, the last one may be missing. */
type Arguments = Readonly<Record<"color" | "x" | "y" | "width" | "height" | "title", unknown>>;

function whoWords({ client, label }: Activity): string {
  if (client === null) return label ?? "AI";
  return { claude: "Claude", chatgpt: "ChatGPT", gemini: "Gemini" }[client] ?? client;
}

function timeOf(atMs: number): HTMLTimeElement {
  const at = new Date(atMs);
  const time = document.createElement("time");
  time.dateTime = at.toISOString();
  time.textContent = at.toLocaleTimeString([], { hour: "2-digit", minute: "2-digit", second: "2-digit" });
  return time;
}

function span(className: string, text: string): HTMLSpanElement {
  const element = document.createElement("span");
  element.className = className;
  element.textContent = text;
  return element;
}
