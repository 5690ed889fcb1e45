/** `@agent-socket/sdk`: a table of contents. */
export { connect, createSession } from "./connect.ts";
export { tool } from "./tools/tool.ts";
export { reply } from "./tools/reply.ts";
export { defaultAgentsMd } from "./default-agents-md.ts";
export { AgentSocketError } from "./agent-socket-error.ts";

export type { AgentsMdOptions } from "./default-agents-md.ts";
export type { ConnectOptions } from "./session/options.ts";
export type {
  AgentLink,
  AgentLinkSummary,
  MintOptions,
  Session,
  SessionEvents,
  SessionStatus,
} from "./session/session.ts";
export type { Activity } from "./session/activity.ts";
export type { LinkCalls } from "./session/link-calls.ts";
export type { Prompt } from "./session/prompts.ts";
export type { SessionStore } from "./session/session-store.ts";
export type {
  Caller,
  ReportProgress,
  ToolAnnotations,
  ToolCall,
  ToolDefinition,
  ToolMethod,
} from "./tools/tool.ts";
export type { InputOf, JsonSchema, StandardSchema } from "./tools/input-schema.ts";
export type { ToolReply } from "./tools/reply.ts";
export type { ToolSummary } from "./tools/tool-summary.ts";
export type {
  Answer,
  Approval,
  ApproveFunction,
  Arguments,
  AskFunction,
  Declined,
  Fault,
  Question,
} from "./ask/question.ts";
export type { WebSocketConstructor, WebSocketLike } from "./connection/web-socket.ts";
