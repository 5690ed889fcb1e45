/** An audit log as CSV that is safe to open: no cell can be a formula. */
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
  return [HEAD, ...lines].map((cells) => `${cells.map(csvCell).join(",")}\r\n`).join("");
}

/** Spreadsheets run what begins with one of these, also behind spaces: a quote before it makes it text. */
function csvCell(text: string): string {
  const safe = /^\s*[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n']/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
