/** The dashboard's door: signed operations on the registry and on sessions. */
import { isSessionId, refuse, type Result } from "@agent-socket/protocol";
import { EndSession, PutApp, readControl, RevokeLink } from "@agent-socket/protocol/control-plane";
import type { Env, Settings } from "../env.ts";
import { putRegistryEntry } from "../registry/registry.ts";
import { readBody } from "./read-body.ts";
import { answerResponse, refusalResponse } from "./refusal.ts";

export async function control(request: Request, url: URL, env: Env, settings: Settings): Promise<Response> {
  const body = await readBody(request);
  if (!body.ok) return refusalResponse(body.refusal);
  const message = { body: body.value, headers: request.headers };
  const [, , , collection, id = "", verb = ""] = url.pathname.split("/");
  switch (`${request.method} ${collection} ${verb}`) {
    case "PUT apps ": {
      const command = readControl(PutApp, message, settings.controlSecrets, id);
      return reply(command, ({ entry }) => putRegistryEntry(env.REGISTRY, entry));
    }
    case "POST sessions revoke-link": {
      const command = readControl(RevokeLink, message, settings.controlSecrets, id);
      return reply(command, ({ target, appId, tokenId }) =>
        session(env, target).revokeByDeveloper(appId, tokenId),
      );
    }
    case "POST sessions end": {
      const command = readControl(EndSession, message, settings.controlSecrets, id);
      return reply(command, ({ target, appId }) => session(env, target).endByDeveloper(appId));
    }
    default:
      return refusalResponse(refuse("not_found", "No such operation."));
  }
}

function session(env: Env, sessionId: string) {
  if (!isSessionId(sessionId)) throw new Error("A signed message names an impossible session id.");
  return env.SESSIONS.get(env.SESSIONS.idFromName(sessionId));
}

async function reply<T>(command: Result<T>, perform: (command: T) => Promise<object>): Promise<Response> {
  if (!command.ok) return refusalResponse(command.refusal);
  const result = await perform(command.value);
  return answerResponse(
    { status: 200, headers: { "content-type": "application/json" }, body: JSON.stringify(result) },
    "control",
  );
}
