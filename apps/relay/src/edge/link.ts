/** The agent's door: everything under `/v1/t/<token>`. A forged or mistyped token ends here and costs no session. */
import { newRequestId, no, ok, readToken, refuse, type Refusal, type Result } from "@agent-socket/protocol";
import type { AgentRequest } from "../admission.ts";
import type { Env, Settings } from "../env.ts";
import { logError } from "../log.ts";
import { guessClient, isPassive } from "./client.ts";
import { readBody } from "./read-body.ts";
import { answerResponse, refusalResponse } from "./refusal.ts";

const TOKEN_PATH = /^\/v1\/t\/([^/]*)(\/.*)?$/;
const MAX_WAIT_SECONDS = 55;

/** One answer for a wrong tag, an unknown session and an unknown verifier: a stranger learns nothing from it. */
const notRecognised: Refusal = refuse(
  "link_not_recognised",
  "This link is not recognised. Most likely it was not copied exactly.",
  {
    hint: "Compare it with the link in the app, character by character. If it is the same, ask the user to make a new one there.",
  },
);

export async function link(request: Request, url: URL, env: Env, settings: Settings): Promise<Response> {
  const requestId = newRequestId();
  const [, token = "", path = ""] = TOKEN_PATH.exec(url.pathname) ?? [];
  const known = await readToken(token, settings.tokenKeys, settings.tokenPrefix);
  if (known === null) return unknownLink(request, env, requestId);

  const agentRequest = await readAgentRequest(request, url, requestId, known.token, path);
  if (!agentRequest.ok) return refusalResponse(agentRequest.refusal, requestId);
  const { base, isPassive: passive } = agentRequest.value;
  const session = env.SESSIONS.get(env.SESSIONS.idFromName(known.sessionId));
  try {
    const answer = await session.serve(
      {
        ...agentRequest.value,
        base: settings.publicUrl === null ? base : `${settings.publicUrl}/v1/t/${known.token}`,
      },
      notRecognised,
    );
    return request.method === "HEAD"
      ? answerResponse({ ...answer, body: "" }, requestId)
      : answerResponse(answer, requestId);
  } catch (cause) {
    logError("session_lost", { requestId, passive }, cause);
    return refusalResponse(sessionLost(agentRequest.value), requestId);
  }
}

async function unknownLink(request: Request, env: Env, requestId: string): Promise<Response> {
  const { success } = await env.UNKNOWN_LINKS.limit({
    key: request.headers.get("cf-connecting-ip") ?? "local",
  });
  if (success) return refusalResponse(notRecognised, requestId);
  return refusalResponse(
    refuse("rate_limited", "Too many links that are not recognised; try again in a minute.", {
      retryAfterSeconds: 60,
    }),
    requestId,
  );
}

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
  const body = await readBody(request);
  if (!body.ok) return body;
  const decodedPath = decodePath(path);
  if (decodedPath === null) return no(refuse("malformed", "The path is not valid percent-encoded UTF-8."));
  const { headers } = request;
  const userAgent = headers.get("user-agent") ?? "";
  const fetchSite = headers.get("sec-fetch-site");
  const wait = /(?:^|[,;\s])wait=(\d{1,4})/.exec(headers.get("prefer") ?? "")?.[1] ?? null;
  return ok({
    requestId,
    token,
    base: `${url.origin}/v1/t/${token}`,
    method: request.method === "HEAD" ? "GET" : request.method,
    path: decodedPath === "/" ? "" : decodedPath,
    query: [...url.searchParams],
    body: body.value,
    contentType: headers.get("content-type"),
    accept: headers.get("accept") ?? "",
    idempotencyKey: headers.get("idempotency-key"),
    waitMs: wait === null ? null : Math.min(Number(wait), MAX_WAIT_SECONDS) * 1000,
    client: guessClient(userAgent),
    isCrossSite: fetchSite !== null && fetchSite !== "none" && fetchSite !== "same-origin",
    isPassive: isPassive(request.method, headers),
    isBrowserTab: headers.get("sec-fetch-dest") === "document",
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
