/** Where the tools of a page come from. */
import type { PageTool } from "./page-tool.ts";

export type ToolSource = {
  list(): Promise<readonly PageTool[]>;
  /** What the tool answered: mostly a text. Rejects when it failed. */
  call(name: string, input: object, signal: AbortSignal): Promise<unknown>;
  /** Calls `changed` when tools came or went, until the returned function is called. */
  watch(changed: () => void): () => void;
};
