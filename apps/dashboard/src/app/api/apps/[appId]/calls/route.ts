/** `GET /api/apps/<id>/calls?outcome=&tool=&link=&since=`: the newest of these calls as CSV. */
import { answerPerson } from "../../../../../answer-person.ts";
import { csvResponse } from "../../../../../csv.ts";
import { readCallFilter } from "../../../../../features/calls/call-filter.ts";
import { callsCsv } from "../../../../../features/calls/calls-csv.ts";
import { exportCalls } from "../../../../../features/calls/list-calls.ts";

type Params = { readonly params: Promise<{ readonly appId: string }> };

export function GET(request: Request, { params }: Params): Promise<Response> {
  return answerPerson(async (ctx) => {
    const { appId } = await params;
    const { searchParams: given } = new URL(request.url);
    const filter = readCallFilter({
      outcome: given.get("outcome"),
      tool: given.get("tool"),
      link: given.get("link"),
      since: given.get("since"),
    });
    return csvResponse("calls", callsCsv(await exportCalls({ ctx, input: { appId, filter } })));
  });
}
