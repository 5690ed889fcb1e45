/** The token of a link, its tag checked once: a link that is used again costs no cryptography at the edge. */
import { readToken, type ReadToken } from "@agent-socket/protocol";
import type { Settings } from "../env.ts";

/** Of each Worker's memory; what is forgotten is only checked again. */
const MAX_KNOWN = 5_000;
/** With the settings goes all that was accepted under their keys. */
const knownTokens = new WeakMap<Settings, Map<string, ReadToken>>();

/** `null` for one that is forged or mistyped: those are never remembered, so they cannot crowd out the others. */
export async function knownToken(text: string, settings: Settings): Promise<ReadToken | null> {
  const known = knownTokens.get(settings) ?? new Map<string, ReadToken>();
  const before = known.get(text);
  if (before !== undefined) return before;
  const read = await readToken(text, settings.tokenKeys, settings.tokenPrefix);
  if (read === null) return null;
  if (known.size >= MAX_KNOWN) known.clear();
  knownTokens.set(settings, known.set(text, read));
  return read;
}
