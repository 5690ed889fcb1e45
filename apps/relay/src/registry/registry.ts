/**
 * The app registry as the relay sees it: a cached copy in KV, filled by the dashboard's pushes and, for an id that is
 * not there, by one signed question to the dashboard. "Unknown" is never cached, so a new app is never hidden.
 */
import { ANONYMOUS_APP_ID, isAppId, limits, no, ok, refuse, type Result } from "@agent-socket/protocol";
import {
  ReadAppReply,
  type RegistryEntry,
  RegistryEntrySchema,
  signControl,
} from "@agent-socket/protocol/control-plane";
import * as v from "valibot";
import type { Settings } from "../env.ts";
import { logError } from "../log.ts";

/** Long enough for a dashboard that has just started; an app that connects can wait where a call could not. */
const READ_THROUGH_TIMEOUT_MS = 3_000;
/** The shortest that the platform allows: a push is seen everywhere within this time at the latest. */
const CACHE_TTL_SECONDS = 30;

const ANONYMOUS: RegistryEntry = {
  version: 1,
  appId: ANONYMOUS_APP_ID,
  name: "An app",
  status: "active",
  origins: [],
  keyHashes: [],
  linkCalls: "all",
  holdForMs: limits.ANONYMOUS_HOLD_MS,
};

const kvKey = (appId: string): string => `app:${appId}`;
const unknownApp = (appId: string) =>
  refuse("unknown_app", `No app has the id "${appId.slice(0, 40)}".`, {
    hint: "Copy the app id from the dashboard.",
  });

export async function findApp(
  kv: KVNamespace,
  settings: Settings,
  appId: string,
): Promise<Result<RegistryEntry>> {
  if (!isAppId(appId)) return no(unknownApp(appId));
  if (appId === ANONYMOUS_APP_ID) {
    return settings.allowAnonymous
      ? ok(ANONYMOUS)
      : no(
          refuse("anonymous_disabled", "This relay does not accept anonymous apps.", {
            hint: "Register the app in the dashboard and use its id.",
          }),
        );
  }
  const cached = parseEntry(await kv.get(kvKey(appId), { type: "json", cacheTtl: CACHE_TTL_SECONDS }));
  return cached === null ? askDashboard(kv, settings, appId) : present(cached);
}

/** Stores a pushed entry unless the cache holds this version or a newer one. */
export async function putRegistryEntry(
  kv: KVNamespace,
  entry: RegistryEntry,
): Promise<{ applied: boolean; version: number }> {
  const held = parseEntry(await kv.get(kvKey(entry.appId), { type: "json" }));
  if (held !== null && held.version >= entry.version) return { applied: false, version: held.version };
  await kv.put(kvKey(entry.appId), JSON.stringify(entry));
  return { applied: true, version: entry.version };
}

async function askDashboard(
  kv: KVNamespace,
  settings: Settings,
  appId: string,
): Promise<Result<RegistryEntry>> {
  if (settings.dashboardUrl === null) return no(unknownApp(appId));
  const body = JSON.stringify({ operation: "read_app", target: appId });
  try {
    const response = await fetch(`${settings.dashboardUrl}/api/relay/apps`, {
      method: "POST",
      headers: signControl(body, settings.controlSecrets),
      body,
      signal: AbortSignal.timeout(READ_THROUGH_TIMEOUT_MS),
    });
    if (!response.ok) throw new Error(`The dashboard answered ${response.status}.`);
    const { entry } = v.parse(ReadAppReply, await response.json());
    if (entry === null) return no(unknownApp(appId));
    await putRegistryEntry(kv, entry);
    return present(entry);
  } catch (cause) {
    logError("registry_read_through", { appId }, cause);
    return no(
      refuse("registry_unavailable", "The app registry cannot be reached at the moment.", {
        retryAfterSeconds: 5,
      }),
    );
  }
}

const present = (entry: RegistryEntry): Result<RegistryEntry> =>
  entry.status === "deleted" ? no(unknownApp(entry.appId)) : ok(entry);

function parseEntry(value: unknown): RegistryEntry | null {
  const parsed = v.safeParse(RegistryEntrySchema, value);
  return parsed.success ? parsed.output : null;
}
