/** The one place where a request of the relay is answered: done, refused, or failed with a request id. */
import {
  errorTable,
  newRequestId,
  type Refusal,
  refuse,
  type Result,
  wireError,
} from "@agent-socket/protocol";
import { messageIdOf } from "@agent-socket/protocol/control-plane";
import type { ServiceContext } from "../context.ts";
import { readBody } from "../read-body.ts";
import { serviceContext } from "../service-context.ts";

export type SignedMessage = { readonly body: string; readonly headers: Headers };

/** `read` checks the signature and parses; `perform` works with what it gives, and answers `null` to what was taken before. */
export async function answerRelay<T>(
  request: Request,
  read: (message: SignedMessage) => Result<T>,
  perform: (ctx: ServiceContext, message: T, messageId: string) => Promise<object | null>,
): Promise<Response> {
  const requestId = newRequestId();
  const service = serviceContext();
  const ctx = { ...service, log: service.log.child({ requestId }) };
  try {
    const body = await readBody(request);
    const message = body.ok ? read({ body: body.value, headers: request.headers }) : body;
    if (!message.ok) {
      ctx.log.warn(
        { code: message.refusal.code, path: new URL(request.url).pathname },
        "relay request refused",
      );
      return refused(message.refusal, requestId);
    }
    const answer = await perform(ctx, message.value, messageIdOf(request.headers));
    if (answer === null) {
      ctx.log.warn({ path: new URL(request.url).pathname }, "relay request replayed");
      return refused(refuse("signature_invalid", "This message was received before."), requestId);
    }
    return json(200, answer, requestId);
  } catch (cause) {
    ctx.log.error({ err: cause }, "relay request failed");
    return refused(refuse("internal", "The dashboard could not do this; send it again later."), requestId);
  }
}

const refused = (refusal: Refusal, requestId: string): Response =>
  json(errorTable[refusal.code].http, { error: wireError(refusal, requestId) }, requestId);

const json = (status: number, body: object, requestId: string): Response =>
  Response.json(body, { status, headers: { "cache-control": "no-store", "x-request-id": requestId } });
