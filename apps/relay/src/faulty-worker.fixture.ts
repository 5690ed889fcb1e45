/** The relay for tests of a platform that fails: its registry cache, its queue and its objects misbehave when told to. */
import type { Receipt } from "./admission.ts";
import type { Env } from "./env.ts";
import { FAULT_KEY, type Fault, STALE_PREFIX } from "./faulty-worker-words.fixture.ts";
import relay, { SessionServer as Session } from "./worker.ts";

const SLOW_MS = 20_000;

/** The fault that a test asked for, of either place. */
const faultOf = (env: Env): Promise<string | null> => env.REGISTRY.get(FAULT_KEY);

/** Once: what is done a second time works. */
async function takeFault(env: Env, fault: Fault): Promise<boolean> {
  if ((await faultOf(env)) !== fault) return false;
  await env.REGISTRY.delete(FAULT_KEY);
  return true;
}

function faultyRegistry(env: Env): KVNamespace {
  const kv = env.REGISTRY;
  const get = async (key: string): Promise<unknown> => {
    const fault = await faultOf(env);
    if (fault === "kv throws") throw new Error("KV GET failed: 500 Internal Server Error");
    if (fault === "kv is slow") await new Promise((resolve) => setTimeout(resolve, SLOW_MS));
    if (fault === "kv finds nothing") return null;
    return kv.get(fault === "kv is stale" ? STALE_PREFIX + key : key, "json");
  };
  const put = async (key: string, value: string): Promise<void> => {
    if ((await faultOf(env)) === "kv throws") throw new Error("KV PUT failed: 429 Too Many Requests");
    await kv.put(key, value);
  };
  return replacing(kv, { get, put });
}

/** A queue that takes a message, or loses it, while the object that sent it dies. */
function faultyQueue(env: Env, die: () => void): Queue {
  const send = async (message: unknown): Promise<void> => {
    const isLost = await takeFault(env, "dies and the queue loses it");
    if (!isLost) await env.EVENTS.send(message);
    if (isLost || (await takeFault(env, "dies when the queue has it"))) {
      die();
      await new Promise(() => undefined);
    }
  };
  return replacing(env.EVENTS, { send });
}

/** The binding with some methods of its own; the platform's insist on their own object. */
const replacing = <T extends object>(binding: T, methods: Readonly<Record<string, unknown>>): T =>
  new Proxy(binding, {
    get(target, name) {
      const own: unknown = Reflect.get(target, name);
      return methods[String(name)] ?? (typeof own === "function" ? own.bind(target) : own);
    },
  });

export class SessionServer extends Session {
  readonly #platform: Env;

  constructor(ctx: DurableObjectState, env: Env) {
    const die = () => ctx.abort("A test made this object crash.");
    super(ctx, { ...env, REGISTRY: faultyRegistry(env), EVENTS: faultyQueue(env, die) });
    this.#platform = env;
  }

  override async confirmEvents(receipt: Receipt): Promise<void> {
    if (await takeFault(this.#platform, "dies before it forgets"))
      this.ctx.abort("A test made this object crash.");
    await super.confirmEvents(receipt);
  }
}

export default {
  fetch: (request, env, ctx) => relay.fetch(request, { ...env, REGISTRY: faultyRegistry(env) }, ctx),
  queue: (batch, env) => relay.queue(batch, env),
} satisfies ExportedHandler<Env>;
