/** `GET /api/apps/<id>/usage?table=&range=&tool=&link=&outcome=`: a table of the usage page as CSV. */
import { answerPerson } from "../../../../../answer-person.ts";
import { csvResponse } from "../../../../../csv.ts";
import { getUsage } from "../../../../../features/usage/get-usage.ts";
import { readUsageTable, usageCsv } from "../../../../../features/usage/usage-csv.ts";
import { readUsageFilter } from "../../../../../features/usage/usage-filter.ts";

type Params = { readonly params: Promise<{ readonly appId: string }> };

export function GET(request: Request, { params }: Params): Promise<Response> {
  return answerPerson(async (ctx) => {
    const { appId } = await params;
    const { searchParams: given } = new URL(request.url);
    const filter = readUsageFilter({
      range: given.get("range"),
      tool: given.get("tool"),
      link: given.get("link"),
      outcome: given.get("outcome"),
    });
    const table = readUsageTable(given.get("table"));
    const usage = await getUsage({ ctx, input: { appId, filter } });
    return csvResponse(`usage-${table}-${filter.range}`, usageCsv(usage, table));
  });
}
