/** Where the relay's registry says something else than this database. */
import { entryDigest, type RegistryEntry } from "@agent-socket/protocol/control-plane";
import type { ServiceContext } from "../context.ts";
import { readEntriesAfter } from "./registry-entry.ts";

export type Drift = {
  readonly appId: string;
  /**
   * `missing`: the relay does not have it, and would ask. `older`, `newer`: than this database. `different`: the same
   * version says something else. `unknown`: the relay has an app that this database does not.
   */
  readonly kind: "missing" | "older" | "newer" | "different" | "unknown";
  /** `null` where there is none. */
  readonly version: number | null;
  readonly relayVersion: number | null;
};

type Held = { readonly version: number; readonly status: string; readonly digest: string };

const APPS_AT_ONCE = 200;

/** `ok: false`: the relay could not be asked, for the reason given. */
export async function findDrift(
  ctx: ServiceContext,
): Promise<
  | { readonly ok: true; readonly apps: number; readonly drift: readonly Drift[] }
  | { readonly ok: false; readonly reason: string }
> {
  const held = new Map<string, Held>();
  let cursor: string | null = null;
  do {
    const page = await ctx.relay.listRegistry(cursor);
    if (!page.ok) return page;
    for (const { appId, ...rest } of page.value.apps) held.set(appId, rest);
    cursor = page.value.cursor;
  } while (cursor !== null);
  return { ok: true, ...(await compare(ctx, held)) };
}

async function compare({ db }: ServiceContext, held: Map<string, Held>) {
  const drift: Drift[] = [];
  let apps = 0;
  let entries = await readEntriesAfter(db, "", APPS_AT_ONCE);
  while (entries.length > 0) {
    apps += entries.length;
    for (const entry of entries) {
      const found = await driftOf(entry, held.get(entry.appId));
      if (found !== null) drift.push(found);
      held.delete(entry.appId);
    }
    entries = await readEntriesAfter(db, entries.at(-1)?.appId ?? "", APPS_AT_ONCE);
  }
  for (const [appId, { version, status }] of held)
    if (status !== "deleted") drift.push({ appId, kind: "unknown", version: null, relayVersion: version });
  return { apps, drift };
}

async function driftOf(entry: RegistryEntry, held: Held | undefined): Promise<Drift | null> {
  const { appId, version } = entry;
  const of = (kind: Drift["kind"]): Drift => ({ appId, kind, version, relayVersion: held?.version ?? null });
  // Who asks for a deleted app learns from here that it is deleted.
  if (held === undefined) return entry.status === "deleted" ? null : of("missing");
  if (held.version < version) return of("older");
  if (held.version > version) return of("newer");
  return held.digest === (await entryDigest(entry)) ? null : of("different");
}
