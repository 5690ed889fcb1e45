/** What the relay must know of an app: the dashboard writes it, the relay keeps a copy in its cache. */
import * as v from "valibot";
import { sha256 } from "./id.ts";

export const LinkCallPolicy = v.picklist(["off", "read-only", "all"]);
/** Whether links that act may call tools. */
export type LinkCallPolicy = v.InferOutput<typeof LinkCallPolicy>;

export const AppStatus = v.picklist(["active", "suspended", "deleted"]);

const UsedUpSchema = v.object({
  /** Calls are refused until then, in milliseconds since the epoch; `null`: they are not. */
  callsUntilMs: v.nullable(v.number()),
  /** Nobody new may connect; who has a session may come back to it. */
  sessions: v.boolean(),
});
export type UsedUp = Readonly<v.InferOutput<typeof UsedUpSchema>>;
export const NOTHING_USED_UP: UsedUp = { callsUntilMs: null, sessions: false };

export const RegistryEntrySchema = v.object({
  /** Grows with each change; an older one never replaces a newer one. */
  version: v.pipe(v.number(), v.integer(), v.minValue(1)),
  appId: v.string(),
  name: v.string(),
  status: AppStatus,
  /** In the form of `parseOriginPattern`. */
  origins: v.array(v.string()),
  /** SHA-256 of each app key, hexadecimal. */
  keyHashes: v.array(v.string()),
  linkCalls: LinkCallPolicy,
  holdForMs: v.pipe(v.number(), v.integer(), v.minValue(0)),
  /** What of its quotas the app has used up, by the dashboard's last count. */
  usedUp: v.optional(UsedUpSchema, NOTHING_USED_UP),
});
export type RegistryEntry = Readonly<v.InferOutput<typeof RegistryEntrySchema>>;

/** The same for two entries that say the same, in whatever order they list it: for comparing without reading them out. */
export function entryDigest(entry: RegistryEntry): Promise<string> {
  const { version, appId, name, status, origins, keyHashes, linkCalls, holdForMs, usedUp } = entry;
  const lists = [origins.toSorted(), keyHashes.toSorted()];
  return sha256(JSON.stringify([version, appId, name, status, ...lists, linkCalls, holdForMs, usedUp]));
}
