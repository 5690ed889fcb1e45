/** The shared language of relay, SDK and dashboard: a table of contents. */
export {
  ANONYMOUS_APP_ID,
  appKeyIdOf,
  isAppId,
  isLinkId,
  isSessionId,
  newAppId,
  newAppKey,
  newCallId,
  newCallKey,
  newRequestId,
  newResumeSecret,
  newSessionId,
  sha256,
} from "./id.ts";
export {
  DEFAULT_TOKEN_PREFIX,
  importTokenKey,
  mintToken,
  readToken,
  type ReadToken,
  tokenIdOf,
} from "./token.ts";
export { type ErrorCode, type ErrorRow, errorTable, isErrorCode, type Retry } from "./error.ts";
export {
  type InputIssue,
  ok,
  no,
  refuse,
  type Refusal,
  type RefusalDetail,
  type Result,
  wireError,
  type WireError,
} from "./refusal.ts";
export * as limits from "./limit.ts";
export { parseTool, parseTools, type Tool } from "./tool.ts";
export {
  isClosedSchema,
  isReadOnlyTool,
  RESERVED_PATHS,
  type ToolAnnotations,
  type ToolMethod,
} from "./tool-kind.ts";
export {
  type AppFrame,
  type Caller,
  type LinkSummary,
  type Prompt,
  type RelayFrame,
  type SessionLimits,
  type Surface,
} from "./frame.ts";
export { HEARTBEAT_PING, HEARTBEAT_PONG } from "./heartbeat.ts";
export { callIdOf, decodeAppFrame, decodeRelayFrame, encodeFrame } from "./codec.ts";
export { isJsonObject, type Json, type JsonObject, parseJson } from "./json.ts";
export { originIsAllowed, parseOriginPattern } from "./origin.ts";
export { cleanLine, cleanText } from "./clean-text.ts";
export { CONTRACT_MARKER } from "./agents-md.ts";
