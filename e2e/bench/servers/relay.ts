/** Serves the relay as it would be deployed: the bundle that wrangler uploads, with all its bindings. */
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Crew } from "../../../scripts/stack/crew.mjs";
import { packageFile, quietEnv, root } from "../../../scripts/stack/repository.mjs";
import { type KillableServer, type Server, serveWorkerd, type Site } from "./workerd.ts";

const CONTROL_SECRET = `whsec_${Buffer.from("a control secret of the benchmark").toString("base64")}`;
const TOKEN_KEY = "a-token-key-of-the-benchmark-of-enough-characters";

export type RelayServer = Server & { readonly controlSecrets: readonly string[]; readonly bundle: string };

export async function serveRelay(
  crew: Crew,
  folder: string,
  ports: Pick<Site, "inspectorPort"> = {},
): Promise<RelayServer> {
  const bundle = await bundleRelay(crew, folder);
  return { ...(await serveBundle(crew, folder, bundle, ports)), controlSecrets: [CONTROL_SECRET], bundle };
}

/** What wrangler would upload. */
export async function bundleRelay(crew: Crew, folder: string): Promise<string> {
  const bundle = join(folder, "bundle");
  mkdirSync(bundle, { recursive: true });
  await crew.job({
    name: "relay's bundle",
    command: process.execPath,
    args: [
      packageFile("apps/relay", "wrangler", "bin/wrangler.js"),
      "deploy",
      "--dry-run",
      "--outdir",
      bundle,
    ],
    cwd: join(root, "apps/relay"),
    env: { ...process.env, ...quietEnv },
    logFile: join(folder, "bundle.log"),
  });
  return join(bundle, "worker.js");
}

export const serveBundle = (
  crew: Crew,
  folder: string,
  bundle: string,
  ports: Pick<Site, "port" | "inspectorPort"> = {},
): Promise<KillableServer> =>
  serveWorkerd(crew, {
    name: "relay",
    main: "relay",
    modules: [bundle, part("platform.worker.js"), part("rate-limit.worker.js")],
    services: SERVICES,
    extensions: EXTENSIONS,
    folder,
    ...ports,
  });

const part = (name: string): string => join(import.meta.dirname, name);

const EXTENSIONS = `(modules = [(name = "bench:rate-limit", internal = true, esModule = embed "rate-limit.worker.js")])`;

/** As in the relay's `wrangler.jsonc`, but for the limits by address: all load comes from one. */
const rateLimit = (name: string): string =>
  `(name = "${name}", wrapped = (moduleName = "bench:rate-limit", innerBindings = [(name = "limit", json = "1000000000")]))`;

const SERVICES = `
    (name = "platform", worker = (
      modules = [(name = "platform.js", esModule = embed "platform.worker.js")],
      compatibilityDate = "2026-11-01",
      compatibilityFlags = ["service_binding_extra_handlers"],
      bindings = [(name = "RELAY", service = "relay")],
    )),
    (name = "relay", worker = (
      modules = [(name = "worker.js", esModule = embed "worker.js")],
      compatibilityDate = "2026-11-01",
      compatibilityFlags = ["nodejs_compat", "enable_request_signal", "no_nodejs_global_timers"],
      bindings = [
        (name = "SESSIONS", durableObjectNamespace = "SessionServer"),
        (name = "REGISTRY", kvNamespace = (name = "platform", entrypoint = "kv")),
        (name = "DEAD_LETTERS", kvNamespace = (name = "platform", entrypoint = "kv")),
        (name = "EVENTS", queue = (name = "platform", entrypoint = "queue")),
        ${rateLimit("CONNECTS")},
        ${rateLimit("UNKNOWN_LINKS")},
        (name = "TOKEN_KEYS", text = "${TOKEN_KEY}"),
        (name = "CONTROL_SECRETS", text = "${CONTROL_SECRET}"),
        (name = "DASHBOARD_URL", text = "http://dashboard.invalid"),
        (name = "PUBLIC_URL", text = ""),
        (name = "ALLOW_ANON", text = "true"),
        (name = "TOKEN_PREFIX", text = "as"),
      ],
      durableObjectNamespaces = [(className = "SessionServer", uniqueKey = "relay", enableSql = true)],
      durableObjectStorage = (localDisk = "storage"),
      globalOutbound = (name = "platform", entrypoint = "dashboard"),
    )),`;
