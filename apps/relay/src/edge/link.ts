/** The agent's door: everything under `/v1/t/<token>`. A forged or mistyped token ends here and costs no session. */
import {
  newRequestId,
  no,
  ok,
  type ReadToken,
  refuse,
  type Refusal,
  type Result,
} from "@agent-socket/protocol";
import type { AgentRequest } from "../admission.ts";
import type { Env, Settings } from "../env.ts";
import { logError } from "../log.ts";
import { type Answer, refusalAnswer } from "../surfaces/answer.ts";
import { uselessLinkAnswer } from "../surfaces/useless-link.ts";
import { guessClient, isPassive } from "./client.ts";
import { knownToken } from "./known-token.ts";
import { mcp, speaksMcp } from "./mcp.ts";
import { preferredWaitMs } from "./preferred-wait.ts";
import { readAnyBody } from "./read-body.ts";
import { answerResponse, refusalResponse } from "./refusal.ts";

const TOKEN_PATH = /^\/v1\/t\/([^/]*)(\/.*)?$/;

/** One answer for a wrong tag, an unknown session and an unknown verifier: a stranger learns nothing from it. */
const notRecognised: Refusal = refuse(
  "link_not_recognised",
  "This link is not recognised. Most likely it was not copied exactly.",
  {
    hint: "Compare it with the link in the app, character by character. If it is the same, ask the user to make a new one there.",
  },
);

export async function link(
  request: Request,
  url: URL,
  { env, settings, ctx }: { readonly env: Env; readonly settings: Settings; readonly ctx: ExecutionContext },
): Promise<Response> {
  const requestId = newRequestId();
  const [, token = "", path = ""] = TOKEN_PATH.exec(url.pathname) ?? [];
  const known = await knownToken(token, settings);
  if (known === null) return unknownLink(request, env, requestId);
  if (speaksMcp(request, path)) return mcp(request, known, notRecognised, { env, ctx, requestId });

  const read = await readAgentRequest(request, url, requestId, known.token, path);
  if (!read.ok) return refusalResponse(read.refusal, requestId);
  const base = settings.publicUrl === null ? read.value.base : `${settings.publicUrl}/v1/t/${known.token}`;
  const answer = await askSession(request, env, ctx, known, { ...read.value, base });
  return answerResponse(request.method === "HEAD" ? { ...answer, body: "" } : answer, requestId);
}

/** The session's answer, or what its loss means. Where the agent hangs up before it, the session is told. */
async function askSession(
  request: Request,
  env: Env,
  ctx: ExecutionContext,
  { sessionId, token }: ReadToken,
  agentRequest: AgentRequest,
): Promise<Answer> {
  const session = env.SESSIONS.get(env.SESSIONS.idFromName(sessionId));
  const { requestId, isPassive: passive } = agentRequest;
  const tellGone = () => ctx.waitUntil(session.abandon(token, requestId));
  request.signal.addEventListener("abort", tellGone);
  try {
    const answer = session.serve(agentRequest);
    // Else the platform would drop this whole request with its client, before anybody could be told.
    ctx.waitUntil(answer.catch(() => null));
    return (await answer) ?? uselessLinkAnswer(notRecognised, agentRequest);
  } catch (cause) {
    logError("session_lost", { requestId, passive }, cause);
    return refusalAnswer(sessionLost(agentRequest), agentRequest);
  } finally {
    request.signal.removeEventListener("abort", tellGone);
  }
}

async function unknownLink(request: Request, env: Env, requestId: string): Promise<Response> {
  const { success } = await env.UNKNOWN_LINKS.limit({
    key: request.headers.get("cf-connecting-ip") ?? "local",
  });
  const refusal = success ? notRecognised : tooManyUnknown;
  const accept = request.headers.get("accept") ?? "";
  const answer = uselessLinkAnswer(refusal, { requestId, isBrowserTab: isBrowserTab(request), accept });
  return answerResponse(request.method === "HEAD" ? { ...answer, body: "" } : answer, requestId);
}

const tooManyUnknown = refuse(
  "rate_limited",
  "Too many links that are not recognised; try again in a minute.",
  { retryAfterSeconds: 60 },
);

const isBrowserTab = ({ headers }: Request): boolean => headers.get("sec-fetch-dest") === "document";

/** The session's object died under the request. Only a request that could have reached a tool leaves a doubt. */
function sessionLost({ method, query, isPassive: passive }: AgentRequest): Refusal {
  const mayHaveActed = !passive && (method !== "GET" || query.some(([name]) => name === "_once"));
  return mayHaveActed
    ? refuse("outcome_unknown", "The relay restarted during this call. It may have run, or not.", {
        hint: "Read the app's state before you repeat it; with the same Idempotency-Key or _once it cannot run twice.",
      })
    : refuse("internal", "The relay restarted during this request. Try again now.", { retryAfterSeconds: 1 });
}

async function readAgentRequest(
  request: Request,
  url: URL,
  requestId: string,
  token: string,
  path: string,
): Promise<Result<AgentRequest>> {
  const body = await readAnyBody(request);
  if (!body.ok) return body;
  const decodedPath = decodePath(path);
  if (decodedPath === null) return no(refuse("malformed", "The path is not valid percent-encoded UTF-8."));
  const { headers } = request;
  const userAgent = headers.get("user-agent") ?? "";
  const fetchSite = headers.get("sec-fetch-site");
  return ok({
    requestId,
    token,
    base: `${url.origin}/v1/t/${token}`,
    method: request.method === "HEAD" ? "GET" : request.method,
    path: decodedPath === "/" ? "" : decodedPath,
    query: [...url.searchParams],
    body: body.value.text,
    bodyEncoding: body.value.encoding,
    contentType: headers.get("content-type"),
    accept: headers.get("accept") ?? "",
    idempotencyKey: headers.get("idempotency-key"),
    waitMs: preferredWaitMs(headers),
    client: guessClient(userAgent),
    isCrossSite: fetchSite !== null && fetchSite !== "none" && fetchSite !== "same-origin",
    isPassive: isPassive(request.method, headers),
    isBrowserTab: isBrowserTab(request),
  });
}

function decodePath(path: string): string | null {
  try {
    return decodeURIComponent(path);
  } catch {
    // A percent sign that encodes nothing: the caller hears of it.
    return null;
  }
}
