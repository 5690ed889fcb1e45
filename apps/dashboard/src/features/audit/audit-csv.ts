/** An audit log as CSV. */
import { csvOf } from "../../csv.ts";
import type { AuditRow } from "./list-audit.ts";

const HEAD = [
  "time",
  "actor",
  "actor_name",
  "action",
  "app",
  "app_name",
  "subject",
  "detail",
  "network",
  "request_id",
];

export function auditCsv(rows: readonly AuditRow[]): string {
  const lines = rows.map((row) => [
    new Date(row.atMs).toISOString(),
    row.actor?.email ?? "",
    row.actor?.name ?? "",
    row.action,
    row.appId ?? "",
    row.appName ?? "",
    row.subject,
    row.detail ?? "",
    row.network ?? "",
    row.requestId,
  ]);
  return csvOf(HEAD, lines);
}
