/** `GET /api/apps/<appId>/live`: an app's progress as server-sent events, for who may see the app. */
import { answerPerson } from "../../../../../answer-person.ts";
import { eventStream } from "../../../../../event-stream.ts";
import { openLive } from "../../../../../features/connect/live-messages.ts";

type Params = { readonly params: Promise<{ readonly appId: string }> };

export function GET(request: Request, { params }: Params): Promise<Response> {
  return answerPerson(async (ctx) => {
    const { appId } = await params;
    return eventStream(await openLive({ ctx, input: { appId }, signal: request.signal }));
  });
}
