/** Which tools a link may call, and which of them by its own addresses. */
import { isReadOnlyTool, no, ok, refuse, type Result, type Tool } from "@agent-socket/protocol";
import type { LinkCallPolicy } from "@agent-socket/protocol/control-plane";
import { nearest } from "../../surfaces/nearest.ts";
import type { Link, SessionRecord } from "../records.ts";
import type { CheckedTool, Session } from "../session.ts";

export function inScope(link: Link, tool: CheckedTool): Result<CheckedTool> {
  if (link.readOnly && !isReadOnlyTool(tool))
    return no(
      refuse("tool_not_allowed", `This link may only read, and "${tool.name}" changes something.`, {
        hint: "The user can make a link that may.",
      }),
    );
  if (link.tools !== null && !link.tools.includes(tool.name))
    return no(
      refuse("tool_not_allowed", `This link may not call "${tool.name}".`, {
        hint: `It may call: ${link.tools.join(", ")}.`,
      }),
    );
  return ok(tool);
}

const STRICTNESS: Readonly<Record<LinkCallPolicy, number>> = { all: 0, "read-only": 1, off: 2 };

/** The stricter one. */
export const stricter = (a: LinkCallPolicy, b: LinkCallPolicy): LinkCallPolicy =>
  STRICTNESS[a] >= STRICTNESS[b] ? a : b;

/** What the app and the link itself allow its addresses. */
export const linkCallPolicy = (record: SessionRecord, link: Link): LinkCallPolicy =>
  link.linkCalls === null ? record.linkCalls : stricter(record.linkCalls, link.linkCalls);

export const mayCallByLink = (policy: LinkCallPolicy, tool: Tool): boolean =>
  policy === "all" || (policy === "read-only" && isReadOnlyTool(tool));

/** A link acts by GET, whatever the tool's own method is; of several tools at one path a GET reaches one. */
export function toolByGet(tools: readonly CheckedTool[], path: string): CheckedTool | undefined {
  const atPath = tools.filter((tool) => tool.path === path);
  return atPath.find(({ method }) => method === "GET") ?? atPath[0];
}

/** The tool of an address, whether or not the link may call it. A person who is asked may be asked by any method. */
export function toolAt(
  session: Session,
  method: string,
  path: string,
  isAsk: boolean,
): CheckedTool | undefined {
  if (method === "GET") return toolByGet(session.tools, path);
  const atPath = session.tools.filter((tool) => tool.path === path);
  return atPath.find((tool) => tool.method === method) ?? (isAsk ? atPath[0] : undefined);
}

/** Why there is no tool at the address. */
export function noTool(session: Session, method: string, path: string): Result<never> {
  const atPath = session.tools.filter((tool) => tool.path === path);
  if (atPath.length > 0) {
    const allow = [...new Set([...atPath.map((tool) => tool.method), "GET"])];
    const hint = `Use ${allow.join(" or ")}.`;
    return no(refuse("method_not_allowed", `${path} does not take ${method}.`, { allow, hint }));
  }
  const hint = nearestHint(
    path,
    session.tools.map((tool) => tool.path),
  );
  return no(refuse("no_such_tool", `The app has no tool at ${path.slice(0, 128)}.`, { hint }));
}

export function toolByName(session: Session, link: Link, name: string): Result<CheckedTool> {
  const tool = session.tools.find((candidate) => candidate.name === name);
  if (tool !== undefined) return inScope(link, tool);
  const hint = nearestHint(
    name,
    session.tools.map((candidate) => candidate.name),
  );
  return no(refuse("no_such_tool", `The app has no tool named "${name.slice(0, 128)}".`, { hint }));
}

function nearestHint(wanted: string, names: readonly string[]): string {
  const close = nearest(wanted, names);
  return close.length > 0
    ? `Did you mean ${close.join(" or ")}?`
    : `It has: ${names.slice(0, 20).join(", ") || "none"}.`;
}
