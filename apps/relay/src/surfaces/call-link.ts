/** Printed links: a call that runs once, and a step of choosing arguments. */
import type { Json, JsonObject, Tool } from "@agent-socket/protocol";
import type { LinkView } from "./link-view.ts";

/** The query name of the key that makes a link run once. */
export const ONCE = "_once";
export const PICK_PREFIX = "/_as/pick";

type NamedTool = Pick<Tool, "path">;

/** A link that calls the tool with these arguments, once. */
export function callLink(view: LinkView, tool: NamedTool, input: JsonObject): string {
  const query = queryFromArguments(input);
  query.set(ONCE, view.newKey());
  return `${view.base}${tool.path}?${query}`;
}

/** A link to the page that offers the next argument. */
export function pickLink(view: LinkView, tool: NamedTool, query: URLSearchParams): string {
  const text = query.toString();
  return `${view.base}${PICK_PREFIX}${tool.path}${text === "" ? "" : `?${text}`}`;
}

export function queryFromArguments(input: JsonObject): URLSearchParams {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(input)) query.append(name, queryText(value));
  return query;
}

export const queryText = (value: Json): string => (typeof value === "string" ? value : JSON.stringify(value));
