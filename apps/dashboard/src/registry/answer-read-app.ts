/** The relay's question for one app, and what its asking tells: that its own copy is missing or old. */
import type { RegistryEntry } from "@agent-socket/protocol/control-plane";
import type { ServiceContext } from "../context.ts";
import { publishAgain } from "./change-registry.ts";
import { readRegistryEntry } from "./registry-entry.ts";

/**
 * The relay does not store the answer: only pushes write its cache, one after the other, so that an answer that comes
 * late can never hide a newer push. `heldVersion`: of the relay's copy; `null` for none.
 */
export async function answerReadApp(
  { db }: ServiceContext,
  appId: string,
  heldVersion: number | null,
): Promise<{ readonly entry: RegistryEntry | null }> {
  const entry = await readRegistryEntry(db, appId);
  if (entry !== null && (heldVersion === null || heldVersion < entry.version))
    await publishAgain(db, appId, entry.version);
  return { entry };
}
