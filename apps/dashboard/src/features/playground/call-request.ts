/** The request that calls a tool, and how it is written down: the link itself is never part of it. */

export type ToolAddress = { readonly method: string; readonly path: string };
/** `path` is what follows the link, with its query. */
export type CallRequest = ToolAddress & { readonly body: string | null };

/** A tool of method GET takes its arguments from the address, any other one from the body. */
export function callRequest(
  { method, path }: ToolAddress,
  args: Readonly<Record<string, unknown>>,
): CallRequest {
  if (method !== "GET") return { method, path, body: JSON.stringify(args) };
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(args))
    query.set(name, typeof value === "string" ? value : JSON.stringify(value));
  return { method, path: query.size === 0 ? path : `${path}?${query}`, body: null };
}

export function curlOf({ method, path, body }: CallRequest): string {
  const lines = [
    `curl${method === "POST" || method === "GET" ? "" : ` -X ${method}`} "$AGENT_LINK"${quoted(path)}`,
  ];
  if (body !== null) lines.push("-H 'content-type: application/json'", `-d ${quoted(body)}`);
  return lines.join(" \\\n  ");
}

const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;
