"use client";
/** `@agent-socket/sdk/react`: a table of contents. Safe to import and to render where there is no page. */
export { AgentSocketProvider } from "./react/session-context.ts";
export { ConnectWithAI } from "./react/connect-with-ai.tsx";
export { useAgentSocket } from "./react/use-agent-socket.ts";
export { useTool } from "./react/use-tool.ts";

export type { AgentSocketProviderProps } from "./react/session-context.ts";
export type { ConnectWithAIProps } from "./react/connect-with-ai.tsx";
export type { AgentSocketState } from "./react/use-agent-socket.ts";
