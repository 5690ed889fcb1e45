/** `GET /api/workspaces/<id>/audit?actor=&action=&from=&to=`: the audit log as CSV, for who may read it. */
import { answerPerson } from "../../../../../answer-person.ts";
import { csvResponse } from "../../../../../csv.ts";
import { auditCsv } from "../../../../../features/audit/audit-csv.ts";
import { readAuditFilter } from "../../../../../features/audit/audit-filter.ts";
import { exportAudit } from "../../../../../features/audit/list-audit.ts";

type Params = { readonly params: Promise<{ readonly workspaceId: string }> };

export function GET(request: Request, { params }: Params): Promise<Response> {
  return answerPerson(async (ctx) => {
    const { workspaceId } = await params;
    const { searchParams: given } = new URL(request.url);
    const filter = readAuditFilter({
      actor: given.get("actor"),
      action: given.get("action"),
      from: given.get("from"),
      to: given.get("to"),
    });
    const rows = await exportAudit({ ctx, input: { workspaceId, filter } });
    return csvResponse("audit-log", auditCsv(rows));
  });
}
