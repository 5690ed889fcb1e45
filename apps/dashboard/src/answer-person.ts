/** The one place where what a verb did or refused becomes the answer of a route that people use. */
import type { UserContext } from "./context.ts";
import { currentLogin } from "./features/auth/current-user.ts";
import { requestContext } from "./features/auth/request-context.ts";
import { Refused, type RefusalCode } from "./refused.ts";

const STATUS: Partial<Record<RefusalCode, number>> = { signed_out: 401, forbidden: 403, not_found: 404 };

/** For somebody who is signed in; anybody else gets 401. */
export async function answerPerson(perform: (ctx: UserContext) => Promise<Response>): Promise<Response> {
  const [ctx, login] = await Promise.all([requestContext(), currentLogin()]);
  try {
    if (login === null) throw new Refused("signed_out", "Sign in first.");
    return await perform({ ...ctx, ...login });
  } catch (cause) {
    const refusal =
      cause instanceof Refused ? cause : new Refused("internal", "Something went wrong on our side.");
    if (refusal !== cause) ctx.log.error({ err: cause }, "request failed");
    const { code, message } = refusal;
    return Response.json(
      { error: { code, message, request_id: ctx.requestId } },
      {
        status: STATUS[code] ?? 500,
        headers: { "cache-control": "no-store", "x-request-id": ctx.requestId },
      },
    );
  }
}
