/** `GET /api/apps/<appId>/live`: an app's progress as server-sent events, for who may see the app. */
import { eventStream } from "../../../../../event-stream.ts";
import { currentUser } from "../../../../../features/auth/current-user.ts";
import { requestContext } from "../../../../../features/auth/request-context.ts";
import { openLive } from "../../../../../features/connect/live-messages.ts";
import { Refused, type RefusalCode } from "../../../../../refused.ts";

const STATUS: Partial<Record<RefusalCode, number>> = { signed_out: 401, not_found: 404 };

export async function GET(
  request: Request,
  { params }: { params: Promise<{ appId: string }> },
): Promise<Response> {
  const [ctx, user, { appId }] = await Promise.all([requestContext(), currentUser(), params]);
  try {
    if (user === null) throw new Refused("signed_out", "Sign in to follow this app.");
    const messages = await openLive({ ctx: { ...ctx, user }, input: { appId }, signal: request.signal });
    return eventStream(messages);
  } catch (cause) {
    const refusal =
      cause instanceof Refused ? cause : new Refused("internal", "Something went wrong on our side.");
    if (refusal !== cause) ctx.log.error({ err: cause }, "live stream failed");
    const { code, message } = refusal;
    return Response.json(
      { error: { code, message, request_id: ctx.requestId } },
      { status: STATUS[code] ?? 500 },
    );
  }
}
