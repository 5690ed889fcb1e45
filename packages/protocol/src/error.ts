/** Every way this system says no. A row is the whole story: HTTP status, WebSocket close code, whether to try again. */

export type Retry = "never" | "later" | "same-key" | "after-fix";
export type ErrorRow = {
  readonly http: number;
  readonly close: number;
  readonly retry: Retry;
  /** What it means, for the error reference. */
  readonly meaning: string;
};

export const errorTable = {
  malformed: {
    http: 400,
    close: 4400,
    retry: "after-fix",
    meaning: "The request or frame is not in the documented form.",
  },
  resume_refused: {
    http: 401,
    close: 4401,
    retry: "never",
    meaning: "The session to resume is unknown, or the resume secret is wrong or spent.",
  },
  cross_site: {
    http: 403,
    close: 4403,
    retry: "never",
    meaning: "A web page on another site tried to call a tool.",
  },
  tool_not_allowed: {
    http: 403,
    close: 4403,
    retry: "never",
    meaning: "The link's scope does not include this tool.",
  },
  origin_not_allowed: {
    http: 403,
    close: 4403,
    retry: "never",
    meaning: "The app does not allow this web origin to connect.",
  },
  app_key_required: {
    http: 403,
    close: 4403,
    retry: "never",
    meaning: "A client without a web origin must send the app's key.",
  },
  app_key_invalid: {
    http: 403,
    close: 4403,
    retry: "never",
    meaning: "The app key is not a key of this app.",
  },
  app_suspended: {
    http: 403,
    close: 4403,
    retry: "never",
    meaning: "The app was suspended by its owner or the operator.",
  },
  anonymous_disabled: {
    http: 403,
    close: 4403,
    retry: "never",
    meaning: "This relay does not accept anonymous apps.",
  },
  host_not_allowed: {
    http: 403,
    close: 4403,
    retry: "never",
    meaning: "The Host header is not a name of this relay.",
  },
  signature_invalid: {
    http: 401,
    close: 4401,
    retry: "never",
    meaning: "A control message is unsigned, stale or altered.",
  },
  unknown_app: { http: 404, close: 4404, retry: "never", meaning: "No app has this id." },
  link_not_recognised: {
    http: 404,
    close: 4404,
    retry: "never",
    meaning: "The link was not copied exactly, or it never existed.",
  },
  no_such_tool: { http: 404, close: 4404, retry: "after-fix", meaning: "The app has no tool at this path." },
  no_such_task: {
    http: 404,
    close: 4404,
    retry: "never",
    meaning: "No call of this link has this task id, or its result expired.",
  },
  not_found: { http: 404, close: 4404, retry: "never", meaning: "The relay has nothing at this address." },
  method_not_allowed: {
    http: 405,
    close: 4400,
    retry: "after-fix",
    meaning: "The path exists, but not for this method.",
  },
  silent: { http: 408, close: 4408, retry: "later", meaning: "The app sent nothing for too long." },
  already_connected: { http: 409, close: 4409, retry: "later", meaning: "The session id is in use." },
  idempotency_conflict: {
    http: 409,
    close: 4409,
    retry: "never",
    meaning: "The key was used before with another request.",
  },
  already_done: {
    http: 409,
    close: 4409,
    retry: "never",
    meaning: "The call with this key ran before, and its result is no longer kept.",
  },
  cancelled: {
    http: 409,
    close: 4409,
    retry: "never",
    meaning: "The agent cancelled the call, or went away before its answer.",
  },
  replaced: {
    http: 409,
    close: 4410,
    retry: "never",
    meaning: "Another connection of the same session took over.",
  },
  link_revoked: { http: 410, close: 4404, retry: "never", meaning: "The link was revoked." },
  link_expired: {
    http: 410,
    close: 4404,
    retry: "never",
    meaning: "The link has expired, or used up its calls.",
  },
  session_ended: { http: 410, close: 4404, retry: "never", meaning: "The app ended its session." },
  too_large: {
    http: 413,
    close: 4413,
    retry: "after-fix",
    meaning: "The request or frame is over the size limit.",
  },
  invalid_input: {
    http: 422,
    close: 4400,
    retry: "after-fix",
    meaning: "The arguments do not fit the tool's input schema.",
  },
  invalid_registration: {
    http: 422,
    close: 4400,
    retry: "after-fix",
    meaning: "A tool or an option of the registration is not valid.",
  },
  once_required: {
    http: 428,
    close: 4400,
    retry: "after-fix",
    meaning: "A tool that writes was called by GET without `_once`.",
  },
  rate_limited: { http: 429, close: 4429, retry: "later", meaning: "Too many requests in a short time." },
  too_many_inflight: {
    http: 429,
    close: 4429,
    retry: "later",
    meaning: "Too many calls of this session are waiting for the app.",
  },
  limit_reached: {
    http: 429,
    close: 4429,
    retry: "after-fix",
    meaning: "The session has as many links as it may have.",
  },
  quota_exceeded: { http: 429, close: 4429, retry: "later", meaning: "The app has used up its quota." },
  internal: {
    http: 500,
    close: 4500,
    retry: "later",
    meaning: "A fault on our side; the request id finds it in the log.",
  },
  nobody_to_ask: {
    http: 501,
    close: 4500,
    retry: "never",
    meaning: "The app has no person whom it could show a form.",
  },
  bad_reply: { http: 502, close: 4400, retry: "never", meaning: "The app's answer was not usable." },
  reply_too_large: {
    http: 502,
    close: 4413,
    retry: "never",
    meaning: "The app's answer was over the size limit.",
  },
  outcome_unknown: {
    http: 502,
    close: 4500,
    retry: "same-key",
    meaning: "The call reached the app, and its answer was lost.",
  },
  app_offline: { http: 503, close: 4500, retry: "later", meaning: "The app is not connected at the moment." },
  not_started: {
    http: 503,
    close: 4500,
    retry: "later",
    meaning: "A call of a batch that was not reached in the time of its request. Nothing was run.",
  },
  registry_unavailable: {
    http: 503,
    close: 4500,
    retry: "later",
    meaning: "The app registry could not be asked.",
  },
  tool_timeout: {
    http: 504,
    close: 4500,
    retry: "same-key",
    meaning: "The tool did not answer in its time.",
  },
} as const satisfies Record<string, ErrorRow>;

export type ErrorCode = keyof typeof errorTable;

export const isErrorCode = (text: string): text is ErrorCode => Object.hasOwn(errorTable, text);
