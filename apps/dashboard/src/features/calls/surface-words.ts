/** By which door of the relay a call came. */
import type { CallSummary } from "./list-calls.ts";

export const SURFACE_WORDS: Readonly<Record<CallSummary["surface"], string>> = {
  http: "HTTP",
  link: "link",
  mcp: "MCP",
  batch: "batch",
};
