/** The relay for tests that count: what each call costs in requests, frames, writes, look-ups, alarms and timers. */
import type { AgentRequest, LinkFacts, NamedAnswer, NamedCall, ProgressListener } from "./admission.ts";
import type { Result } from "@agent-socket/protocol";
import type { Connection, WSMessage } from "partyserver";
import type { Answer } from "./surfaces/answer.ts";
import type { SocketState } from "./session/sockets.ts";
import relay, { SessionServer as Session } from "./worker.ts";
import type { Env } from "./env.ts";
import { COUNTS_PATH, type Counts } from "./counting-worker-words.fixture.ts";

const counts: Counts = {
  constructed: 0,
  objectRequests: 0,
  framesOut: 0,
  callsOut: 0,
  framesIn: 0,
  writes: 0,
  kvReads: 0,
  alarmsSet: 0,
  timers: 0,
};

/** By the session's id. */
const constructed = new Map<string, number>();

/** Of the platform's own methods, so that nothing of the relay has to know that it is counted. */
function countCalls(owner: object, method: string, note: (first: unknown) => void): void {
  const original: unknown = Reflect.get(owner, method);
  if (typeof original !== "function") throw new Error(`There is no ${method} to count.`);
  Reflect.set(owner, method, function (this: unknown, ...args: unknown[]) {
    note(args[0]);
    return Reflect.apply(original, this, args) as unknown;
  });
}

countCalls(WebSocket.prototype, "send", (frame) => {
  counts.framesOut += 1;
  if (String(frame).includes('"tool_call"')) counts.callsOut += 1;
});

const living = new Set<unknown>();
const { setTimeout: start, clearTimeout: stop } = globalThis;
Reflect.set(globalThis, "setTimeout", (run: () => void, ms: number) => {
  const timer: unknown = start(() => {
    living.delete(timer);
    run();
  }, ms);
  living.add(timer);
  return timer;
});
Reflect.set(globalThis, "clearTimeout", (timer: ReturnType<typeof start>) => {
  living.delete(timer);
  stop(timer);
});

let isStorageCounted = false;
function countStorage(storage: DurableObjectStorage): void {
  if (isStorageCounted) return;
  isStorageCounted = true;
  countCalls(Object.getPrototypeOf(storage.sql) as object, "exec", (query) => {
    if (/^\s*(?:insert|update|delete)/i.test(String(query))) counts.writes += 1;
  });
  countCalls(Object.getPrototypeOf(storage) as object, "setAlarm", () => {
    counts.alarmsSet += 1;
  });
}

export class SessionServer extends Session {
  constructor(ctx: DurableObjectState, env: Env) {
    countStorage(ctx.storage);
    super(ctx, env);
    counts.constructed += 1;
    const name = ctx.id.name ?? "";
    constructed.set(name, (constructed.get(name) ?? 0) + 1);
  }

  override fetch(request: Request): Promise<Response> {
    counts.objectRequests += 1;
    return super.fetch(request);
  }

  override serve(request: AgentRequest): Promise<Answer | null> {
    counts.objectRequests += 1;
    return super.serve(request);
  }

  override describe(token: string): Promise<Result<LinkFacts> | null> {
    counts.objectRequests += 1;
    return super.describe(token);
  }

  override call(named: NamedCall, onProgress: ProgressListener | null): Promise<NamedAnswer> {
    counts.objectRequests += 1;
    return super.call(named, onProgress);
  }

  override onMessage(connection: Connection<SocketState>, message: WSMessage): void {
    counts.framesIn += 1;
    super.onMessage(connection, message);
  }
}

let isRegistryCounted = false;

export default {
  async fetch(request, env, ctx) {
    if (!isRegistryCounted)
      countCalls(Object.getPrototypeOf(env.REGISTRY) as object, "get", () => {
        counts.kvReads += 1;
      });
    isRegistryCounted = true;
    const { pathname, searchParams } = new URL(request.url);
    if (pathname === COUNTS_PATH) {
      const ofSession = constructed.get(searchParams.get("session") ?? "");
      return Response.json({
        ...counts,
        timers: living.size,
        constructed: ofSession ?? counts.constructed,
      });
    }
    return relay.fetch(request, env, ctx);
  },
  queue: (batch, env) => relay.queue(batch, env),
} satisfies ExportedHandler<Env>;
