/** The CSV of an audit log. */
import { expect, test } from "vitest";
import { auditCsv } from "./audit-csv.ts";
import type { AuditRow } from "./list-audit.ts";

const row = (more: Partial<AuditRow>): AuditRow => ({
  id: "1",
  atMs: Date.UTC(2026, 10, 22, 16, 45, 3),
  actor: { name: "", email: "ada@example.com" },
  action: "app.create",
  appId: "as_app_0000000000000",
  appName: "Canvas",
  subject: "as_app_0000000000000",
  detail: null,
  network: "192.0.2.0/24",
  requestId: "req_1",
  ...more,
});
const cellsOf = (csv: string) => csv.split("\r\n")[1] ?? "";

test("one line a change, under a line of names", () => {
  expect(auditCsv([row({})])).toBe(
    "time,actor,actor_name,action,app,app_name,subject,detail,network,request_id\r\n" +
      "2026-11-22T16:45:03.000Z,ada@example.com,,app.create,as_app_0000000000000,Canvas,as_app_0000000000000,,192.0.2.0/24,req_1\r\n",
  );
});

test.each(["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "  =cmd|' /C calc'!A0"])(
  "%j is no formula",
  (appName) => {
    expect(cellsOf(auditCsv([row({ appName })]).replaceAll("\r=1", "CR=1"))).toContain(`"'`);
  },
);

test("quotes, commas and line ends stay inside their cell", () => {
  expect(auditCsv([row({ detail: 'a "b", c\nd' })])).toContain('"a ""b"", c\nd"');
});
