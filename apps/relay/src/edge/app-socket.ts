/** The app's door: a WebSocket upgrade, handed to a new session or to the one that the address names. */
import {
  encodeFrame,
  errorTable,
  isSessionId,
  newSessionId,
  type Refusal,
  refuse,
  wireError,
} from "@agent-socket/protocol";
import { admitSocket } from "../admission.ts";
import type { Env, Settings } from "../env.ts";
import { refusalResponse } from "./refusal.ts";

export async function appSocket(request: Request, url: URL, env: Env, settings: Settings): Promise<Response> {
  if (request.headers.get("upgrade")?.toLowerCase() !== "websocket") {
    return refusalResponse(
      refuse("malformed", "Apps connect here with a WebSocket.", {
        hint: "Use the SDK: connect({ appId, tools, baseUrl }).",
      }),
    );
  }
  const address = request.headers.get("cf-connecting-ip") ?? "local";
  const { success } = await env.CONNECTS.limit({ key: address });
  if (!success)
    return refuseSocket(
      refuse("rate_limited", "Too many connections from this address; try again in 10 seconds.", {
        retryAfterSeconds: 10,
      }),
    );

  const wanted = url.searchParams.get("session");
  if (wanted !== null && !isSessionId(wanted))
    return refuseSocket(refuse("resume_refused", "No session has this id; register a new one."));
  const sessionId = wanted ?? newSessionId();
  const admitted = admitSocket(sessionId, {
    origin: request.headers.get("origin"),
    relayUrl: settings.publicUrl ?? url.origin,
    isReturning: wanted !== null,
  });
  return env.SESSIONS.get(env.SESSIONS.idFromName(sessionId)).fetch(admitted);
}

/** A browser cannot read the body of a failed upgrade, so the refusal is said on the socket, which then closes. */
function refuseSocket(refusal: Refusal): Response {
  const { 0: client, 1: server } = new WebSocketPair();
  server.accept();
  server.send(encodeFrame({ type: "register_reply", ok: false, error: wireError(refusal) }));
  server.close(errorTable[refusal.code].close, refusal.code);
  return new Response(null, { status: 101, webSocket: client });
}
