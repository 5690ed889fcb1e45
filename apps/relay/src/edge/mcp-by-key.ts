/**
 * `POST /mcp` with `Authorization: Bearer <token>`, for clients that take an address and a key. The token alone decides,
 * as in a link; whoever pastes the whole link as the key is understood too.
 */
import { refuse } from "@agent-socket/protocol";
import { link } from "./link.ts";
import { refusalResponse } from "./refusal.ts";

export async function mcpByKey(
  request: Request,
  url: URL,
  relay: Parameters<typeof link>[2],
): Promise<Response> {
  const [, key] = /^Bearer\s+(\S+)$/i.exec(request.headers.get("authorization") ?? "") ?? [];
  if (key === undefined) return refusalResponse(keyIsMissing);
  const token = key.replace(/^.*\/v1\/t\/([^/]*).*$/, "$1");
  return link(request, new URL(`/v1/t/${encodeURIComponent(token)}/mcp`, url), relay);
}

/** Not 401: a client would take that for an invitation to sign in somewhere. */
const keyIsMissing = refuse("malformed", "This address needs a link as its key.", {
  hint: 'Send "Authorization: Bearer <token>", where the token is the last part of the link; or use the whole link as the server\'s address.',
});
