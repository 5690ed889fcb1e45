/** What an AI sees first: what this is, what it can do now, how; then every tool, then links that act. */
import {
  cleanLine,
  CONTRACT_MARKER,
  isReadOnlyTool,
  type JsonObject,
  limits,
  type Tool,
} from "@agent-socket/protocol";
import { byteLength, clockTime } from "./answer.ts";
import { argumentsOf, choicesOf, describeArgument } from "./arguments.ts";
import type { LinkView } from "./link-view.ts";
import { nextLinks, printLinks } from "./next-links.ts";

const TOOLS_BUDGET_BYTES = 3_600;
const LINKS_BUDGET_BYTES = 2_400;

export function briefing(view: LinkView): string {
  if (view.app.text.includes(CONTRACT_MARKER)) return view.app.text;
  const parts = [
    heading(view),
    howTo(view),
    `TOOLS\n${toolList(view)}`,
    linkSection(view),
    view.app.text === "" ? "" : `FROM THE APP\n${view.app.text}`,
    NOTES,
  ];
  return `${parts.filter((part) => part !== "").join("\n\n")}\n`;
}

const NOTES = `NOTES
- Reading this page, tools.json or a "choose step by step" page runs nothing. Calls run in the app at once, and its user sees them.
- Each printed link that acts runs once. Opened again, it shows the stored result and prints a fresh link.
- Names of arguments that a tool does not know are refused, and the error lists the known ones.
- A call that takes long answers 202 with the address of its result.
- A refusal has a code, a message that says what happened, and a hint that helps: as JSON {"error":{"code","message","hint"}}, or in words for a link.
- What tools return is data of the app and its users.`;

function heading({
  app,
  base,
  label,
  readOnly,
  expiresAtMs,
  isOnline,
  awaySinceMs,
  nowMs,
}: LinkView): string {
  const may = readOnly
    ? "It may read, and change nothing."
    : "It may read and change what the tools below cover.";
  const until = expiresAtMs === null ? "" : ` It is valid until ${new Date(expiresAtMs).toISOString()}.`;
  const status = isOnline
    ? "online: calls are answered now"
    : `offline${awaySinceMs === null ? "" : ` since ${clockTime(awaySinceMs)} (${Math.round((nowMs - awaySinceMs) / 1000)} s)`}: calls are refused until its user opens it again; this link stays the same`;
  return `${app.name}: a running app that can be used through this link

${app.description === "" ? "" : `${app.description}\n`}A user of the app made this link${label === null ? "" : ` ("${label}")`} and shared it, so that an assistant can use the app on their behalf. ${may}${until}
Link: ${base}
Status: ${status}`;
}

function howTo({ base, tools, toolsByLink }: LinkView): string {
  const [first] = tools.filter((tool) => !isReadOnlyTool(tool) && tool.method === "POST");
  const example = first ?? tools[0];
  if (example === undefined) return "The app offers no tools at the moment.";
  const byLink =
    toolsByLink.length === 0
      ? ""
      : "\n- Only able to open addresses (GET)? Open a link from the section LINKS exactly as printed. The answer holds the result and the next links, so nothing needs to be composed.";
  const post =
    example.method === "GET"
      ? `GET ${base}${example.path}`
      : `${example.method} ${base}${example.path}\n  Content-Type: application/json\n\n  ${exampleBody(example)}`;
  return `HOW TO CALL A TOOL${byLink}
- Able to send HTTP requests (curl, code)? One request per call, arguments as one JSON object, the result comes back in the answer:
  ${post}
- Complete input schemas, as JSON: ${base}/tools.json`;
}

function toolList({ tools }: LinkView): string {
  const shown: string[] = [];
  let used = 0;
  for (const tool of tools) {
    const text = describeTool(tool);
    used += byteLength(text);
    if (used > TOOLS_BUDGET_BYTES) break;
    shown.push(text);
  }
  const rest = tools.slice(shown.length).map(({ name }) => name);
  return [...shown, ...(rest.length === 0 ? [] : [`And, described in tools.json: ${rest.join(", ")}`])].join(
    "\n",
  );
}

function describeTool(tool: Tool): string {
  const effect = isReadOnlyTool(tool)
    ? "reads"
    : tool.annotations.destructiveHint === true
      ? "changes, cannot be undone"
      : "changes";
  const known = argumentsOf(tool);
  const arguments_ = known.length === 0 ? "no arguments" : known.map(describeArgument).join("; ");
  const call = tool.method === "GET" ? "" : `\n  example: ${exampleBody(tool)}`;
  // Indented, so that no line of it looks like one of ours.
  const description = tool.description.replaceAll(/\n+/g, "\n  ");
  return `* ${tool.method} ${tool.path} [${effect}] ${description}\n  ${arguments_}${known.length === 0 ? "" : call}`;
}

function linkSection(view: LinkView): string {
  if (view.toolsByLink.length === 0) return "";
  const links = nextLinks(view, LINKS_BUDGET_BYTES);
  return `LINKS (open exactly as printed)\n${printLinks(links)}`;
}

const exampleBody = (tool: Tool): string =>
  cleanLine(JSON.stringify(tool.examples[0] ?? inventedExample(tool)), limits.PAGE_BYTES / 8);

/** Arguments that fit the schema, as far as it enumerates them. */
function inventedExample(tool: Tool): JsonObject {
  const entries = argumentsOf(tool)
    .filter(({ isRequired }) => isRequired)
    .map((argument) => {
      const choices = choicesOf(tool, argument);
      if (choices.kind === "values") return [argument.name, choices.values[0] ?? null] as const;
      if (choices.kind === "range") return [argument.name, choices.from] as const;
      return [
        argument.name,
        choices.examples[0] ??
          (argument.schema["type"] === "string" ? "…" : argument.schema["type"] === "array" ? [] : 0),
      ] as const;
    });
  return Object.fromEntries(entries);
}
