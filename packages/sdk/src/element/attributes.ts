/** A session from the element's attributes, for pages that set none. */
import { createSession } from "../connect.ts";
import { type ConnectOptions, hasKeptSession } from "../session/options.ts";
import type { Session } from "../session/session.ts";
import type { ToolDefinition } from "../tools/tool.ts";

const PERSIST = ["tab", "browser", "none"] as const;

/** Throws `AgentSocketError` for attributes that cannot work. */
export const sessionOf = (element: Element, tools: readonly ToolDefinition[]): Session =>
  createSession({
    appId: element.getAttribute("app-id") ?? "",
    baseUrl: element.getAttribute("base-url") ?? "",
    tools,
    persist: persistOf(element),
    ...optional("appName", element.getAttribute("app-name")),
    ...optional("appDescription", element.getAttribute("app-description")),
  });

/** Whether a session of these attributes was kept over a reload. */
export function hasSessionOf(element: Element): boolean {
  const [appId, baseUrl] = [element.getAttribute("app-id"), element.getAttribute("base-url")];
  const persist = persistOf(element);
  if (appId === null || baseUrl === null || persist === "none") return false;
  return hasKeptSession(appId, baseUrl, persist === "browser" ? "localStorage" : "sessionStorage");
}

const persistOf = (element: Element): ConnectOptions["persist"] & string =>
  PERSIST.find((one) => one === element.getAttribute("persist")) ?? "tab";

const optional = <const Name extends string>(
  name: Name,
  value: string | null,
): Partial<Record<Name, string>> => (value === null ? {} : ({ [name]: value } as Record<Name, string>));
