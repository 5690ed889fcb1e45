/** What the doctor found: plain data, printed for people or as JSON. No token is in it. */
import type { PolicyName } from "./reader/policies.ts";

/** A fault keeps some chat out and can be mended; a note is worth knowing. */
export type Finding = { readonly level: "fault" | "note"; readonly text: string };

export type ChatKind = Exclude<PolicyName, "fetch-shared-cache"> | "mcp";
export const CHAT_KINDS: readonly ChatKind[] = ["fetch-printed", "fetch-build", "curl", "openapi", "mcp"];

/** With any arguments, with those that are printed, with any that the app's person fills in, or not at all. */
export type Reach = "yes" | "printed values" | "person" | "no";

export type ToolReach = { readonly reach: Reach; readonly why: string };

export type ToolReport = {
  readonly tool: string;
  readonly chats: Readonly<Record<ChatKind, ToolReach>>;
};

export type Report = {
  readonly app: string;
  readonly relay: string;
  readonly findings: readonly Finding[];
  readonly tools: readonly ToolReport[];
};

export const fault = (text: string): Finding => ({ level: "fault", text });
export const note = (text: string): Finding => ({ level: "note", text });

/** The link cannot be examined at all: it is not one, it is dead, or nobody answers. */
export class NotExamined extends Error {
  override readonly name = "NotExamined";
}
