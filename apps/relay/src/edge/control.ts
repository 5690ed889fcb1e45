/** The dashboard's door: signed operations on the registry, on sessions and on dead letters. */
import { isSessionId, refuse, type Refusal, type Result } from "@agent-socket/protocol";
import {
  EndSession,
  ListRegistry,
  messageIdOf,
  MintLink,
  PutApp,
  readControl,
  RefreshSession,
  ReplayDeadLetters,
  RevokeLink,
} from "@agent-socket/protocol/control-plane";
import type { Env, Settings } from "../env.ts";
import { listRegistry, putRegistryEntry } from "../registry/registry.ts";
import { replayDeadLetters } from "./dead-letters.ts";
import { readBody } from "./read-body.ts";
import { answerResponse, refusalResponse } from "./refusal.ts";

/** The message as it came, and the secrets that may have signed it. */
type Signed = readonly [Parameters<typeof readControl>[1], readonly string[]];

export async function control(request: Request, url: URL, env: Env, settings: Settings): Promise<Response> {
  const body = await readBody(request);
  if (!body.ok) return refusalResponse(body.refusal);
  const signed: Signed = [{ body: body.value, headers: request.headers }, settings.controlSecrets];
  const [, , , collection, id = "", verb = ""] = url.pathname.split("/");
  if (request.method === "POST" && collection === "sessions") return order(signed, id, verb, env);
  switch (`${request.method} ${collection} ${verb}`) {
    case "PUT apps ":
      // A copy of such a message is of an old version, and changes nothing.
      return reply(readControl(PutApp, ...signed, id), ({ entry }) => putRegistryEntry(env.REGISTRY, entry));
    case "POST registry ":
      return reply(readControl(ListRegistry, ...signed, id), ({ cursor }) =>
        listRegistry(env.REGISTRY, cursor),
      );
    case "POST dead-letters ":
      return reply(readControl(ReplayDeadLetters, ...signed, id), () => replayDeadLetters(env));
    default:
      return refusalResponse(unknownOperation);
  }
}

async function order(signed: Signed, id: string, verb: string, env: Env): Promise<Response> {
  const messageId = messageIdOf(signed[0].headers);
  switch (verb) {
    case "revoke-link":
      return reply(readControl(RevokeLink, ...signed, id), async ({ target, appId, tokenId }) => {
        const done = await session(env, target).obey({ kind: "revoke_link", messageId, appId, tokenId });
        return done && { found: done.found, revokedAtMs: done.atMs };
      });
    case "mint-link":
      return reply(readControl(MintLink, ...signed, id), async ({ target, appId, label, ...terms }) => {
        const { expiresInSeconds, readOnly } = terms;
        const done = await session(env, target).obey({
          kind: "mint_link",
          messageId,
          appId,
          label,
          expiresInSeconds,
          readOnly,
        });
        return done && { link: done.link, refused: done.refused };
      });
    case "end":
      return reply(readControl(EndSession, ...signed, id), async ({ target, appId }) => {
        const done = await session(env, target).obey({ kind: "end", messageId, appId });
        return done && { found: done.found, endedAtMs: done.atMs };
      });
    case "refresh":
      return reply(readControl(RefreshSession, ...signed, id), async ({ target, entry }) => {
        const { appId } = entry;
        const done = await session(env, target).obey({ kind: "refresh", messageId, appId, entry });
        return done && { found: done.found, version: done.version, refused: done.refused };
      });
    default:
      return refusalResponse(unknownOperation);
  }
}

const unknownOperation = refuse("not_found", "No such operation.");

function session(env: Env, sessionId: string) {
  if (!isSessionId(sessionId)) throw new Error("A signed message names an impossible session id.");
  return env.SESSIONS.get(env.SESSIONS.idFromName(sessionId));
}

const replayed: Refusal = refuse("signature_invalid", "This message was received before.");

/** `perform` gives `null` for a message that came before. */
async function reply<T>(
  command: Result<T>,
  perform: (command: T) => Promise<object | null>,
): Promise<Response> {
  if (!command.ok) return refusalResponse(command.refusal);
  const result = await perform(command.value);
  if (result === null) return refusalResponse(replayed);
  return answerResponse(
    { status: 200, headers: { "content-type": "application/json" }, body: JSON.stringify(result) },
    "control",
  );
}
