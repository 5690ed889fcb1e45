/** What the relay must know of an app: the dashboard writes it, the relay keeps a copy in its cache. */
import * as v from "valibot";

export const LinkCallPolicy = v.picklist(["off", "read-only", "all"]);
/** Whether links that act may call tools. */
export type LinkCallPolicy = v.InferOutput<typeof LinkCallPolicy>;

export const AppStatus = v.picklist(["active", "suspended", "deleted"]);

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
});
export type RegistryEntry = Readonly<v.InferOutput<typeof RegistryEntrySchema>>;
