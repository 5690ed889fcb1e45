/** Whether this dashboard reaches the relay. Looked at behind the pages, which go by what was found and never wait to find out. */

// Routes, pages and the background work are separate bundles, each with its own copy of this module.
const shared: typeof globalThis & { agentSocketRelay?: Found } = globalThis;
type Found = { readonly answers: boolean; readonly atMs: number };

const PATIENCE_MS = 3_000;
/** Older than that, nothing is known. */
const KNOWN_FOR_MS = 60_000;

export async function lookAtRelay(relayUrl: string): Promise<boolean> {
  const answers = await fetch(`${relayUrl}/healthz`, {
    signal: AbortSignal.timeout(PATIENCE_MS),
    redirect: "error",
    cache: "no-store",
  }).then(
    async (response) => {
      await response.body?.cancel();
      return response.ok;
    },
    () => false,
  );
  shared.agentSocketRelay = { answers, atMs: Date.now() };
  return answers;
}

/** By the latest look, whoever took it. */
export function isRelayKnownDown(): boolean {
  const found = shared.agentSocketRelay;
  return found !== undefined && !found.answers && Date.now() - found.atMs < KNOWN_FOR_MS;
}
