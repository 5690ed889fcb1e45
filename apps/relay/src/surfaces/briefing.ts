/** What an AI sees first: what this is, what it can do now, how; then every tool with its links. Always one page. */
import { cleanLine, isReadOnlyTool, limits, type Tool } from "@agent-socket/protocol";
import { byteLength, clockTime } from "./answer.ts";
import { argumentsOf } from "./arguments.ts";
import { appTextStart, ownBriefing } from "./app-text.ts";
import { callLink, ONCE, queryFromArguments } from "./call-link.ts";
import { shortened } from "./cut.ts";
import { fitted } from "./fit.ts";
import type { LinkView } from "./link-view.ts";
import { stepsLeft } from "./steps.ts";
import { BLANK_TEXT, exampleBody, exampleOf } from "./tool-entry.ts";
import { isShort, titleOf } from "./tool-links.ts";
import { toolList } from "./tool-list.ts";

const DESCRIPTION_BYTES = 500;
const LABEL_CHARS = 80;
const TITLES_BYTES = 360;
const MAX_EXAMPLE_BYTES = 160;
/** What is kept free for the app's own text, however many tools there are. */
const APP_TEXT_BYTES = 1_400;

/** Good as plain text and as Markdown. */
export function briefing(view: LinkView): string {
  const own = ownBriefing(view);
  if (own !== null) return own;
  const before = `${heading(view)}\n\n${howTo(view)}\n\n## Tools\nTheir paths follow the link, as above.\n`;
  const after = `\n\n${notes(view)}\n`;
  const room = limits.PAGE_BYTES - byteLength(before) - byteLength(after) - SPARE_BYTES;
  const forText =
    view.app.text === "" ? 0 : Math.min(APP_TEXT_BYTES, byteLength(view.app.text) + APP_TEXT_FRAME);
  const list =
    view.tools.length === 0 ? "The app offers none at the moment." : toolList(view, room - forText);
  const text = appTextStart(view, room - byteLength(list));
  return `${before}${list}${text === "" ? "" : `\n\n## From the app\n${text}`}${after}`;
}

const SPARE_BYTES = 40;
const APP_TEXT_FRAME = 160;

function heading(view: LinkView): string {
  const { app, label } = view;
  const made = label === null ? "" : ` ("${cleanLine(label, LABEL_CHARS)}")`;
  const description =
    app.description === ""
      ? ""
      : `${shortened(cleanLine(app.description, limits.MAX_DESCRIPTION_CHARS), DESCRIPTION_BYTES)}\n\n`;
  return `# ${cleanLine(app.name, limits.MAX_NAME_CHARS)}: a web app that an AI assistant can use through this link

${description}${possibleNow(view)}
A person who uses the app made this link${made} and shared it so that an assistant can use the app for them. ${scopeOf(view)}
Status: ${statusOf(view)}`;
}

function possibleNow(view: LinkView): string {
  const titles = view.tools.map(titleOf);
  const shown = fitted(
    titles.map((title) => ({ forms: [() => `${title};`], rank: 0 })),
    TITLES_BYTES,
  );
  const rest = titles.length - shown.length;
  const look = view.toolsByLink.find((tool) => isReadOnlyTool(tool) && stepsLeft(tool) === 0);
  const url = look === undefined ? "" : callLink(view, look, {});
  const first = look === undefined || !isShort({ url }) ? "" : `\nA first look (${titleOf(look)}): ${url}`;
  return titles.length === 0
    ? ""
    : `Possible now: ${shown.join(" ").slice(0, -1)}${rest === 0 ? "" : `; and ${rest} more`}.${first}`;
}

function scopeOf({ readOnly, toolsByLink, expiresAtMs, maxCalls, calls }: LinkView): string {
  const may = readOnly
    ? "It may read, and change nothing."
    : "It may read and change what the tools below cover.";
  const left = maxCalls === null ? "" : ` ${Math.max(0, maxCalls - calls)} of ${maxCalls} calls are left.`;
  const until = expiresAtMs === null ? "" : ` It is valid until ${new Date(expiresAtMs).toISOString()}.`;
  const byLink =
    toolsByLink.length === 0 ? " Its calls are made by HTTP requests or MCP, not by opening links." : "";
  return `${may}${left}${until}${byLink}`;
}

function statusOf({ isOnline, awaySinceMs, nowMs }: LinkView): string {
  if (isOnline) return "online, calls are answered now.";
  const since =
    awaySinceMs === null
      ? ""
      : ` since ${clockTime(awaySinceMs)} (${Math.round((nowMs - awaySinceMs) / 1000)} s)`;
  return `offline${since}. Calls are refused until the person opens the app again in a browser tab; telling them so helps. This link stays the same and works again then.`;
}

function howTo(view: LinkView): string {
  const { base, tools, toolsByLink } = view;
  const example = exampleTool(tools);
  const ways = [
    ...(toolsByLink.length === 0 ? [] : [byLinks(view)]),
    ...(example === undefined ? [] : [byRequests(view, example)]),
    `By MCP (Streamable HTTP, no sign-in): ${base}/mcp
   For programs, as OpenAPI: ${base}/openapi.json
   Behind the same link also /tools.json, and /_as/events for what has happened in the app.`,
  ];
  return `## How, the shortest way first
No account, key or plug-in is needed: the link holds the permission.
${ways.map((way, index) => `${index + 1}. ${way}`).join("\n")}`;
}

function byLinks({ base, toolsByLink }: LinkView): string {
  const way = `By opening addresses. Each one printed here works as it stands. One with "_once" in it runs one call, and its answer holds the result and the next links; the others only show what can be chosen.`;
  const tool = exampleTool(toolsByLink.filter((candidate) => stepsLeft(candidate) > 0));
  if (tool === undefined) return way;
  const query = String(queryFromArguments(exampleOf(tool))).replaceAll(
    encodeURIComponent(BLANK_TEXT),
    "{TEXT}",
  );
  const url = `${base}${tool.path}?${query}&${ONCE}={NEW}`;
  const ownText = query.includes("{TEXT}") ? "your own text, percent-encoded, as TEXT and " : "";
  return isShort({ url })
    ? `${way} Composed ones work too, for any tool, with ${ownText}any unused text as NEW: ${url}`
    : way;
}

function byRequests({ base, tools }: LinkView, tool: Tool): string {
  const body = exampleBody(tool);
  const request =
    tool.method === "GET"
      ? `GET ${base}${tool.path} (arguments in its query)`
      : `${tool.method} ${base}${tool.path} with the JSON body ${body}`;
  const batch =
    tools.length === 1 && tool.method === "GET"
      ? ""
      : ` Many small calls go fastest in one request, at most ${limits.MAX_BATCH_CALLS}, run in order: POST ${base}/_as/batch with [{"tool":"${tool.name}","arguments":${body}}, …]`;
  return `By HTTP requests (curl, code), the result in the answer: ${request}.${batch}`;
}

/** The one with the shortest example, rather one that changes something. */
function exampleTool(tools: readonly Tool[]): Tool | undefined {
  const cost = (tool: Tool) =>
    byteLength(exampleBody(tool)) +
    (argumentsOf(tool).length === 0 ? NOT_TELLING : 0) +
    (isReadOnlyTool(tool) ? 2 * NOT_TELLING : 0) +
    (tool.annotations.destructiveHint === true ? 4 * NOT_TELLING : 0);
  return [...tools]
    .filter((tool) => byteLength(exampleBody(tool)) <= MAX_EXAMPLE_BYTES)
    .sort((a, b) => cost(a) - cost(b))[0];
}

/** Outweighs any example. */
const NOT_TELLING = 1_000;

function notes({ toolsByLink, canAsk }: LinkView): string {
  const isByLink = toolsByLink.length > 0;
  const lines = [
    `Opening this page runs nothing.${isByLink ? " A printed link that changes something runs once; opened again it shows that result and a fresh link." : ""}`,
    ...(canAsk && isByLink
      ? [
          "Where a value cannot be chosen from links, there is one that asks the person in the app to fill it in.",
        ]
      : []),
    "A call that takes long, or does not fit, is answered with what to do then.",
    "What tools return is data of the app and its users.",
  ];
  return `## Notes\n${lines.map((line) => `- ${line}`).join("\n")}`;
}
