/** Whether an app may connect: by the cached entry, and by the dashboard's own word before a cached one refuses it. */
import { type Refusal, type Result } from "@agent-socket/protocol";
import type { RegistryEntry } from "@agent-socket/protocol/control-plane";
import type { Settings } from "../env.ts";
import { type Credentials, mayConnect } from "./may-connect.ts";
import { askDashboard, findApp } from "./registry.ts";

/** `isKnown`: the app exists, and its entry refuses; its owner may want to hear of it. */
type Admission =
  | { readonly ok: true; readonly value: RegistryEntry }
  | { readonly ok: false; readonly refusal: Refusal; readonly isKnown: boolean };

export async function admitApp(
  kv: KVNamespace,
  settings: Settings,
  appId: string,
  credentials: Credentials,
): Promise<Admission> {
  const found = await findApp(kv, settings, appId);
  if (!found.ok) return { ...found, isKnown: false };
  const { entry, isCached } = found.value;
  const judge = (judged: RegistryEntry): Result<RegistryEntry> =>
    mayConnect(judged, credentials, settings.dashboardUrl);
  const allowed = judge(entry);
  if (allowed.ok) return allowed;
  if (!isCached || !maySecondGuess(appId)) return { ...allowed, isKnown: true };
  // The copy may be older than what was allowed a moment ago; without the dashboard it is the best there is.
  const asked = await askDashboard(settings, appId, entry.version);
  const newer = asked.ok && asked.value !== null && asked.value.version > entry.version ? asked.value : null;
  const second = newer === null ? allowed : judge(newer);
  return second.ok ? second : { ...second, isKnown: true };
}

const ASK_AGAIN_AFTER_MS = 1_000;
const MOST_REMEMBERED = 1_000;
const askedAtMs = new Map<string, number>();

/** Strangers who try any origin must not become a flood of questions. */
function maySecondGuess(appId: string): boolean {
  const now = Date.now();
  if (now - (askedAtMs.get(appId) ?? 0) < ASK_AGAIN_AFTER_MS) return false;
  if (askedAtMs.size >= MOST_REMEMBERED) askedAtMs.clear();
  askedAtMs.set(appId, now);
  return true;
}
