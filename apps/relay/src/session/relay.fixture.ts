/** The relay in a real workerd, for tests of its objects: without limits by address, its objects ready to crash when told to. */
import { createTestHarness } from "wrangler";
import type { Env } from "../env.ts";

const TOKEN_KEY = "a-token-key-for-tests-of-forty-characters";

export type RelaySettings = { readonly [name: string]: string };

/** `wrangler.jsonc` in short, with another entry. */
export function newRelay(settings: RelaySettings = {}, main = "src/crashing-worker.fixture.ts") {
  const limit = { simple: { limit: 100_000, period: 60 as const } };
  const harness = createTestHarness({
    root: new URL("../..", import.meta.url).pathname,
    workers: [
      {
        config: {
          name: "relay-under-test",
          main,
          compatibility_date: "2026-11-01",
          compatibility_flags: ["nodejs_compat", "enable_request_signal", "no_nodejs_global_timers"],
          durable_objects: { bindings: [{ name: "SESSIONS", class_name: "SessionServer" }] },
          migrations: [{ tag: "v1", new_sqlite_classes: ["SessionServer"] }],
          kv_namespaces: [{ binding: "REGISTRY", id: "registry" }],
          queues: {
            producers: [{ binding: "EVENTS", queue: "events" }],
            consumers: [{ queue: "events", max_batch_timeout: 0 }],
          },
          ratelimits: [
            { name: "CONNECTS", namespace_id: "1001", ...limit },
            { name: "UNKNOWN_LINKS", namespace_id: "1002", ...limit },
          ],
          vars: { TOKEN_KEYS: TOKEN_KEY, CONTROL_SECRETS: "", ...settings },
        },
      },
    ],
  });
  const worker = () => harness.getWorker<Env>();
  return {
    listen: async () => (await harness.listen()).url,
    close: () => harness.close(),
    worker,
    /** Puts the object to sleep once nothing is asked of it; its sockets stay, or go as in a crash. */
    evict: (sessionId: string, webSockets: "close" | "hibernate") =>
      worker().evictDurableObject("SESSIONS", { name: sessionId, webSockets }),
    sql: async (sessionId: string, query: string, ...values: (string | number)[]) =>
      (await worker().getDurableObjectStorage("SESSIONS", { name: sessionId })).exec(query, ...values),
  };
}
export type Relay = ReturnType<typeof newRelay>;
