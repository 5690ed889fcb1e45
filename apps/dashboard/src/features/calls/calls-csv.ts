/** Calls as CSV. */
import { csvOf } from "../../csv.ts";
import type { CallSummary } from "./list-calls.ts";

const HEAD = [
  "time",
  "tool",
  "outcome",
  "status",
  "duration_ms",
  "app_ms",
  "surface",
  "client",
  "token_id",
  "link_label",
  "session_id",
  "request_bytes",
  "response_bytes",
  "request_id",
];

export const callsCsv = (calls: readonly CallSummary[]): string =>
  csvOf(
    HEAD,
    calls.map((call) => [
      new Date(call.startedAtMs).toISOString(),
      call.tool,
      call.outcome,
      String(call.httpStatus),
      String(call.durationMs),
      call.appMs === null ? "" : String(call.appMs),
      call.surface,
      call.client ?? "",
      call.tokenId,
      call.linkLabel ?? "",
      call.sessionId,
      String(call.requestBytes),
      String(call.responseBytes),
      call.requestId,
    ]),
  );
