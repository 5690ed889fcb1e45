/** The environment of the Worker: its bindings, and its settings parsed once. The only reader of either. */
import { DEFAULT_TOKEN_PREFIX, importTokenKey } from "@agent-socket/protocol";
import type { SessionDoor } from "./admission.ts";

declare global {
  namespace Cloudflare {
    interface Env {
      readonly SESSIONS: DurableObjectNamespace<SessionDoor>;
      readonly REGISTRY: KVNamespace;
      readonly EVENTS: Queue;
      readonly DEAD_LETTERS: KVNamespace;
      readonly CONNECTS: RateLimit;
      readonly UNKNOWN_LINKS: RateLimit;
      readonly TOKEN_KEYS?: string;
      readonly CONTROL_SECRETS?: string;
      readonly DASHBOARD_URL?: string;
      readonly PUBLIC_URL?: string;
      readonly ALLOW_ANON?: string;
      readonly TOKEN_PREFIX?: string;
    }
  }
}
export type Env = Cloudflare.Env;

export type Settings = {
  /** The first mints; all are accepted, so that keys can be rotated. */
  readonly tokenKeys: readonly [CryptoKey, ...CryptoKey[]];
  readonly tokenPrefix: string;
  readonly controlSecrets: readonly string[];
  /** Without a trailing slash; `null` for a relay without a dashboard. */
  readonly dashboardUrl: string | null;
  readonly publicUrl: string | null;
  readonly allowAnonymous: boolean;
};

const MIN_KEY_CHARS = 32;
const cache = new WeakMap<Env, Promise<Settings>>();

/** Throws an `Error` that names the variable and how to mend it. */
export function readSettings(env: Env): Promise<Settings> {
  const known = cache.get(env);
  if (known !== undefined) return known;
  const settings = parseSettings(env);
  cache.set(env, settings);
  return settings;
}

async function parseSettings(env: Env): Promise<Settings> {
  const [first, ...others] = list(env.TOKEN_KEYS);
  if (first === undefined)
    throw new Error("TOKEN_KEYS is not set: give at least one random secret of 32 characters or more.");
  if ([first, ...others].some((key) => key.length < MIN_KEY_CHARS)) {
    throw new Error(`Each of TOKEN_KEYS needs at least ${MIN_KEY_CHARS} characters.`);
  }
  const tokenPrefix = env.TOKEN_PREFIX || DEFAULT_TOKEN_PREFIX;
  if (!/^[a-z0-9]{2,8}$/.test(tokenPrefix)) throw new Error("TOKEN_PREFIX must be 2 to 8 of a-z 0-9.");
  return {
    tokenKeys: [await importTokenKey(first), ...(await Promise.all(others.map(importTokenKey)))],
    tokenPrefix,
    controlSecrets: list(env.CONTROL_SECRETS),
    dashboardUrl: url(env.DASHBOARD_URL, "DASHBOARD_URL"),
    publicUrl: url(env.PUBLIC_URL, "PUBLIC_URL"),
    allowAnonymous: env.ALLOW_ANON !== "false",
  };
}

const list = (text: string | undefined): string[] =>
  (text ?? "")
    .split(",")
    .map((item) => item.trim())
    .filter((item) => item !== "");

function url(text: string | undefined, name: string): string | null {
  if (text === undefined || text === "") return null;
  if (!URL.canParse(text)) throw new Error(`${name} is not a URL.`);
  return text.replace(/\/+$/, "");
}
