/**
 * The app registry as the relay sees it: a cached copy in KV that the dashboard's pushes alone write, and for an id that
 * is not there one signed question to the dashboard. "Unknown" is never cached, so a new app is never hidden.
 */
import { ANONYMOUS_APP_ID, isAppId, limits, no, ok, refuse, type Result } from "@agent-socket/protocol";
import {
  entryDigest,
  type ListRegistryReply,
  NOTHING_USED_UP,
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
/** It answers within milliseconds, or the dashboard is the quicker way. */
const CACHE_TIMEOUT_MS = 1_000;
/** The shortest that the platform allows: a push is seen everywhere within this time at the latest. */
const CACHE_TTL_SECONDS = 30;
/** As many as KV reads at once. */
const ENTRIES_PER_PAGE = 100;
const PREFIX = "app:";

const ANONYMOUS: RegistryEntry = {
  version: 1,
  appId: ANONYMOUS_APP_ID,
  name: "An app",
  status: "active",
  origins: [],
  keyHashes: [],
  linkCalls: "all",
  holdForMs: limits.ANONYMOUS_HOLD_MS,
  usedUp: NOTHING_USED_UP,
};

const kvKey = (appId: string): string => `${PREFIX}${appId}`;
const unknownApp = (appId: string) =>
  refuse("unknown_app", `No app has the id "${appId.slice(0, 40)}".`, {
    hint: "Copy the app id from the dashboard.",
  });
const unavailable = refuse("registry_unavailable", "The app registry cannot be reached at the moment.", {
  retryAfterSeconds: 5,
});

export type FoundApp = { readonly entry: RegistryEntry; readonly isCached: boolean };

export async function findApp(kv: KVNamespace, settings: Settings, appId: string): Promise<Result<FoundApp>> {
  if (!isAppId(appId)) return no(unknownApp(appId));
  if (appId === ANONYMOUS_APP_ID) {
    return settings.allowAnonymous
      ? ok({ entry: ANONYMOUS, isCached: false })
      : no(
          refuse("anonymous_disabled", "This relay does not accept anonymous apps.", {
            hint: "Register the app in the dashboard and use its id.",
          }),
        );
  }
  const cached = await readCache(kv, appId);
  const found = cached === null ? await askDashboard(settings, appId, null) : ok(cached);
  if (!found.ok) return found;
  if (found.value === null || found.value.status === "deleted") return no(unknownApp(appId));
  return ok({ entry: found.value, isCached: cached !== null });
}

/** A cache that fails, or holds what cannot be read, is as good as one that holds nothing: the dashboard knows. */
async function readCache(kv: KVNamespace, appId: string): Promise<RegistryEntry | null> {
  try {
    const held = kv.get<unknown>(kvKey(appId), { type: "json", cacheTtl: CACHE_TTL_SECONDS });
    return parseEntry(await inTime(held, CACHE_TIMEOUT_MS));
  } catch (cause) {
    logError("registry_cache", { appId }, cause);
    return null;
  }
}

async function inTime<T>(answer: Promise<T>, ms: number): Promise<T> {
  const { promise: late, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new Error(`No answer within ${ms} ms.`)), ms);
  try {
    return await Promise.race([answer, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** Stores a pushed entry unless the cache holds this version or a newer one. The dashboard pushes an app once at a time. */
export async function putRegistryEntry(
  kv: KVNamespace,
  entry: RegistryEntry,
): Promise<{ applied: boolean; version: number }> {
  const held = parseEntry(await kv.get(kvKey(entry.appId), { type: "json" }));
  if (held !== null && held.version >= entry.version) return { applied: false, version: held.version };
  await kv.put(kvKey(entry.appId), JSON.stringify(entry));
  return { applied: true, version: entry.version };
}

/** What the cache holds, for comparing. What cannot be read counts as version 0. */
export async function listRegistry(
  kv: KVNamespace,
  cursor: string | null,
): Promise<v.InferOutput<typeof ListRegistryReply>> {
  const page = await kv.list({ prefix: PREFIX, limit: ENTRIES_PER_PAGE, cursor });
  const names = page.keys.map(({ name }) => name);
  const values = names.length === 0 ? new Map<string, unknown>() : await kv.get<unknown>(names, "json");
  const apps = await Promise.all(
    names.map(async (name) => {
      const entry = parseEntry(values.get(name));
      const appId = name.slice(PREFIX.length);
      if (entry === null) return { appId, version: 0, status: "active" as const, digest: "" };
      return { appId, version: entry.version, status: entry.status, digest: await entryDigest(entry) };
    }),
  );
  return { apps, cursor: page.list_complete ? null : page.cursor };
}

/**
 * The dashboard's own word; a value of `null`: it has no such app. Told of the version held here, or of none, it pushes
 * the entry where that is old.
 */
export async function askDashboard(
  settings: Settings,
  appId: string,
  heldVersion: number | null,
): Promise<Result<RegistryEntry | null>> {
  if (settings.dashboardUrl === null) return ok(null);
  const body = JSON.stringify({ operation: "read_app", target: appId, heldVersion });
  try {
    const response = await fetch(`${settings.dashboardUrl}/api/relay/apps`, {
      method: "POST",
      headers: signControl(body, settings.controlSecrets),
      body,
      signal: AbortSignal.timeout(READ_THROUGH_TIMEOUT_MS),
    });
    if (!response.ok) throw new Error(`The dashboard answered ${response.status}.`);
    return ok(v.parse(ReadAppReply, await response.json()).entry);
  } catch (cause) {
    logError("registry_read_through", { appId }, cause);
    return no(unavailable);
  }
}

function parseEntry(value: unknown): RegistryEntry | null {
  const parsed = v.safeParse(RegistryEntrySchema, value);
  return parsed.success ? parsed.output : null;
}
