/** The finished calls of an app, newest first, a page at a time. Arguments and results are never stored. */
import type { CallOutcome } from "@agent-socket/protocol/control-plane";
import type { UserContext } from "../../context.ts";

export type CallSummary = {
  readonly id: string;
  readonly requestId: string;
  readonly tool: string;
  readonly outcome: CallOutcome;
  readonly httpStatus: number;
  readonly surface: "http" | "link" | "mcp" | "batch";
  readonly client: string | null;
  readonly sessionId: string;
  readonly tokenId: string;
  readonly linkLabel: string | null;
  readonly startedAtMs: number;
  /** From the relay's acceptance to its answer. */
  readonly durationMs: number;
  /** The app's part of it; `null` when the app gave no answer. */
  readonly appMs: number | null;
  readonly requestBytes: number;
  readonly responseBytes: number;
};
export type CallPage = {
  readonly calls: readonly CallSummary[];
  /** For the next page's `cursor`; `null` on the last one. */
  readonly nextCursor: string | null;
};

/** `tokenId`: only the calls of one link. */
export async function listCalls(_: {
  ctx: UserContext;
  input: { appId: string; cursor?: string | undefined; tokenId?: string | undefined };
}): Promise<CallPage> {
  throw new Error("pending");
}
