/** Printed addresses: a call that runs once, a step of choosing arguments, a question to the app's person, more of a page. */
import type { Json, JsonObject, Tool } from "@agent-socket/protocol";
import type { LinkView } from "./link-view.ts";

/** The query name of the key that makes a link run once. */
export const ONCE = "_once";
/** Says nothing; it is new in each printed link that leads to further links. */
const FRESH = "_f";
/** Enough for the minutes that such a reader keeps an address. */
const FRESH_CHARS = 3;
export const PICK_PREFIX = "/_as/pick";
export const ASK_PREFIX = "/_as/ask";
export const TOOLS_PATH = "/_as/tools";
export const TEXT_PATH = "/_as/text";

/** What a query holds, in its order. */
export type Query = readonly (readonly [string, string])[];

type NamedTool = Pick<Tool, "path">;

/** A link that calls the tool with these arguments, once. */
export const callLink = (view: LinkView, tool: NamedTool, input: JsonObject): string =>
  runLink(view, tool, [...queryFromArguments(input)]);

/** The same, of arguments that are texts already. */
export const runLink = (view: LinkView, tool: NamedTool, query: Query): string =>
  `${view.base}${tool.path}?${withKey(view, query)}`;

/** A link to the page that offers the next argument. */
export const pickLink = (view: LinkView, tool: NamedTool, query: Query): string =>
  `${view.base}${PICK_PREFIX}${tool.path}?${parameters([...query, fresh(view)])}`;

/** The first page again. */
export const homeLink = (view: LinkView): string => `${view.base}?${parameters([fresh(view)])}`;

/**
 * Makes an address new. Some readers keep every address for minutes, whatever the headers say, and a page of links that run
 * calls must not come from there: its calls were made.
 */
export const fresh = ({ newKey }: LinkView): readonly [string, string] => [
  FRESH,
  newKey().slice(0, FRESH_CHARS),
];

/** What of a printed address says where it leads: two that differ in the rest lead to the same. */
export const lasting = (url: string): string => url.replace(/[?&]_f=[^&]*$/, "");

/** A link that shows the app's person a form with these arguments filled in; what they send runs the call, once. */
export const freshAskLink = (view: LinkView, tool: NamedTool, query: Query): string =>
  askLink(view.base, tool, withKey(view, query));

/** As above; `query` holds the key. */
export const askLink = (base: string, tool: NamedTool, query: URLSearchParams): string =>
  `${base}${ASK_PREFIX}${tool.path}?${query}`;

export const queryFromArguments = (input: JsonObject): URLSearchParams =>
  parameters(Object.entries(input).map(([name, value]) => [name, queryText(value)]));

export const queryText = (value: Json): string => (typeof value === "string" ? value : JSON.stringify(value));

/** The first value of a name. */
export const valueIn = (query: Query, name: string): string | undefined =>
  query.find(([other]) => other === name)?.[1];

/** A count in a query; anything else is 0. */
export function countIn(query: Query, name: string): number {
  const text = valueIn(query, name) ?? "";
  return /^\d{1,9}$/.test(text) ? Number(text) : 0;
}

const parameters = (query: Query): URLSearchParams =>
  new URLSearchParams(query.map(([name, text]) => [name, text]));

const withKey = ({ newKey }: LinkView, query: Query): URLSearchParams =>
  parameters([...query, [ONCE, newKey()]]);
