/** The link as a person sees it who opens it in a browser: which app, what an AI may do with it, how to hand it over, and how to end it. */
import { cleanLine, isReadOnlyTool, limits, type Prompt, type Tool } from "@agent-socket/protocol";
import type { Answer } from "./answer.ts";
import { escaped, htmlPage } from "./html-page.ts";
import type { LinkView } from "./link-view.ts";
import { titleOf } from "./tool-links.ts";

const MAX_LISTED_TOOLS = 12;
const MAX_LISTED_PROMPTS = 6;

/** A copy button beside each text, for browsers that let a page copy. */
const SCRIPT = `
for (const button of document.querySelectorAll("button[data-copies]")) {
  const words = button.textContent;
  button.hidden = false;
  button.addEventListener("click", async () => {
    const field = document.getElementById(button.dataset.copies);
    field.select();
    try { await navigator.clipboard.writeText(field.value); }
    catch { document.execCommand("copy"); }
    button.textContent = "Copied";
    setTimeout(() => { button.textContent = words; }, 4000);
  });
}
`;

export function humanPage(view: LinkView): Answer {
  const name = cleanLine(view.app.name, limits.MAX_NAME_CHARS);
  const main = [heading(view, name), handOver(view, name), permissions(view), use(view)].join("\n");
  return htmlPage(200, { title: `${name}: a link for your AI`, main, script: SCRIPT });
}

function heading({ app, isOnline, awaySinceMs, nowMs }: LinkView, name: string): string {
  const since = awaySinceMs === null ? "" : ` for ${agoWords(nowMs - awaySinceMs)}`;
  const status = isOnline
    ? `<p class="status good">The app is online</p>`
    : `<p class="status wait">The app has been closed${escaped(since)}</p><p class="small">Open it again in its browser tab. This link stays the same and works again then.</p>`;
  const description = app.description === "" ? "" : `<p class="soft">${escaped(app.description)}</p>`;
  return `<header><p class="soft small">A link for your AI</p><h1>${escaped(name)}</h1>${description}${status}</header>`;
}

function handOver(view: LinkView, name: string): string {
  const prompts = view.prompts.slice(0, MAX_LISTED_PROMPTS);
  const ideas =
    prompts.length === 0
      ? ""
      : `<p class="soft small idea">Or with something to do:</p>${prompts.map((prompt, index) => idea(view, name, prompt, index)).join("")}`;
  return `<section><h2>Hand this to your AI</h2>
<p class="soft small">Copy this sentence into Claude, ChatGPT, Gemini or any other chat. Whoever has the link can use it, so paste it only where you want it used.</p>
${copyable("sentence", "Sentence to paste into a chat", sentence(view, name, null))}
${ideas}</section>`;
}

function idea(view: LinkView, name: string, prompt: Prompt, index: number): string {
  const title = prompt.description === "" ? prompt.name : prompt.description;
  const text = sentence(view, name, prompt.text);
  return `<details><summary>${escaped(cleanLine(title, limits.MAX_NAME_CHARS))}</summary>${copyable(`idea-${index}`, "Request to paste into a chat", text)}</details>`;
}

function copyable(id: string, label: string, text: string): string {
  return `<textarea id="${id}" readonly spellcheck="false" aria-label="${label}">${escaped(text)}</textarea><button type="button" data-copies="${id}" hidden>Copy</button>`;
}

/** A request of its own, which lets an AI act; a bare address would not. */
const sentence = ({ base }: LinkView, name: string, wish: string | null): string =>
  `Please use my app "${name}" for me${wish === null ? "" : `: ${wish}\n`}${wish === null ? ". " : ""}Open this link, it explains what you can do there: ${base}`;

function permissions({ tools, readOnly }: LinkView): string {
  const reads = tools.filter(isReadOnlyTool);
  const lasting = tools.filter((tool) => !isReadOnlyTool(tool) && tool.annotations.destructiveHint === true);
  const changes = tools.filter((tool) => !isReadOnlyTool(tool) && !lasting.includes(tool));
  const groups =
    group("See", "good", reads) +
    group("Change", "wait", changes) +
    group("Change in a way that cannot be undone", "bad", lasting);
  const scope = readOnly ? `<p class="soft small">This link may only read.</p>` : "";
  return `<section><h2>What an AI may do with it</h2>${scope}${groups === "" ? "<p>Nothing at the moment.</p>" : groups}</section>`;
}

function group(title: string, tone: string, members: readonly Tool[]): string {
  if (members.length === 0) return "";
  const shown = members.slice(0, MAX_LISTED_TOOLS).map((tool) => `<li>${escaped(titleOf(tool))}</li>`);
  const rest = members.length - shown.length;
  const more = rest === 0 ? "" : `<li class="soft">and ${rest} more</li>`;
  return `<h3 class="${tone}">${title}</h3><ul>${shown.join("")}${more}</ul>`;
}

function use(view: LinkView): string {
  const rows = [...factsOf(view)].map(([term, text]) => `<dt>${term}</dt><dd>${escaped(text)}</dd>`).join("");
  // Absolute within the host, so that the page's policy holds under whatever name it was opened.
  const action = escaped(`${new URL(view.base).pathname}/_as/revoke`);
  return `<section><h2>Use</h2><dl>${rows}</dl>
<details><summary class="bad">Revoke this link</summary>
<p class="small">It stops working at once, in every chat that has it. This cannot be undone; a new link can be made in the app.</p>
<form method="post" action="${action}"><button class="bad">Revoke it now</button></form></details></section>`;
}

function factsOf(view: LinkView): ReadonlyMap<string, string> {
  const { calls, maxCalls, lastUsedAtMs, lastClient, label, expiresAtMs, nowMs } = view;
  const last = lastUsedAtMs === null ? "never" : `${agoWords(nowMs - lastUsedAtMs)} ago`;
  const by = lastUsedAtMs === null || lastClient === null ? "" : ` by ${lastClient}`;
  return new Map([
    ...(label === null ? [] : [["Label", label] as const]),
    ["Calls", maxCalls === null ? `${calls}` : `${calls} of ${maxCalls}`],
    ["Last used", `${last}${by}`],
    [
      "Valid",
      expiresAtMs === null ? "until it is revoked or the app ends it" : `until ${dateWords(expiresAtMs)}`,
    ],
  ]);
}

/** 23 Nov 2026, 14:05 UTC */
const dateWords = (atMs: number): string =>
  `${new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeStyle: "short", timeZone: "UTC" }).format(atMs)} UTC`;

function agoWords(durationMs: number): string {
  const seconds = Math.max(0, Math.round(durationMs / 1000));
  if (seconds < 60) return "less than a minute";
  const [count, unit] =
    seconds < 3600
      ? [Math.round(seconds / 60), "minute"]
      : seconds < 86_400
        ? [Math.round(seconds / 3600), "hour"]
        : [Math.round(seconds / 86_400), "day"];
  return `${count} ${unit}${count === 1 ? "" : "s"}`;
}
