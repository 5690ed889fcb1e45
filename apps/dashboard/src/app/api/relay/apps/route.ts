/** `POST /api/relay/apps`: the relay asks, signed, for an app that its cache does not hold. */
import { env } from "../../../../env.ts";
import { answerRelay } from "../../../../relay/answer-relay.ts";
import { readReadApp } from "../../../../relay/read-read-app.ts";
import { readRegistryEntry } from "../../../../registry/registry-entry.ts";

export function POST(request: Request): Promise<Response> {
  return answerRelay(
    request,
    (message) => readReadApp(message, env().controlSecrets),
    async ({ db }, { target }) => ({ entry: await readRegistryEntry(db, target) }),
  );
}
