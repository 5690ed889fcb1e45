/** `POST /api/relay/apps`: the relay asks, signed, for an app that its cache does not hold, or holds in doubt. */
import { env } from "../../../../env.ts";
import { answerRelay } from "../../../../relay/answer-relay.ts";
import { readReadApp } from "../../../../relay/read-read-app.ts";
import { takeOnce } from "../../../../relay/take-once.ts";
import { answerReadApp } from "../../../../registry/answer-read-app.ts";

export function POST(request: Request): Promise<Response> {
  return answerRelay(
    request,
    (message) => readReadApp(message, env().controlSecrets),
    async (ctx, { target, heldVersion = null }, messageId) =>
      (await takeOnce(ctx.db, [messageId])).has(messageId) ? answerReadApp(ctx, target, heldVersion) : null,
  );
}
