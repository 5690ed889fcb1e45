/** The context of work that no person asked for: the relay's requests and what runs in the background. */
import "server-only";
import type { ServiceContext } from "./context.ts";
import { database } from "./database.ts";
import { env } from "./env.ts";
import { log } from "./log.ts";
import { createRelayControl } from "./relay/relay-control.ts";

export function serviceContext(): ServiceContext {
  const { relayUrl, controlSecrets } = env();
  return { db: database(), relay: createRelayControl({ relayUrl, controlSecrets, log }), log };
}
