/** A closed loop: so many requests on their way at any time, each connection kept alive, every latency kept. */
import { type Dispatcher, Pool } from "undici";

export type Call = {
  readonly origin: string;
  readonly path: string;
  readonly method: "GET" | "POST";
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
  /** The status that says that it worked. */
  readonly status: number;
};
export type Latencies = {
  readonly calls: number;
  readonly seconds: number;
  readonly perSecond: number;
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
};

const pools = new Map<string, Pool>();

function poolOf(origin: string): Pool {
  const known = pools.get(origin);
  if (known !== undefined) return known;
  const pool = new Pool(origin, {
    connections: 128,
    pipelining: 1,
    headersTimeout: 60_000,
    keepAliveTimeout: 60_000,
  });
  pools.set(origin, pool);
  return pool;
}

/** Takes the calls in turn until the time is up; then waits for those on their way. */
export async function closedLoop(
  calls: readonly Call[],
  concurrency: number,
  ms: number,
): Promise<Latencies> {
  const latencies: number[] = [];
  const startedAt = performance.now();
  let endsAt = startedAt + ms;
  let next = 0;
  const worker = async () => {
    for (let sentAt = performance.now(); sentAt < endsAt;) {
      const call = calls[next++ % calls.length];
      if (call === undefined) throw new Error("There is nothing to call.");
      await send(call);
      const now = performance.now();
      latencies.push(now - sentAt);
      sentAt = now;
    }
  };
  const workers = Array.from({ length: concurrency }, worker);
  try {
    await Promise.all(workers);
  } finally {
    // After a failure the others must not go on calling while the next trial is measured.
    endsAt = 0;
    await Promise.allSettled(workers);
  }
  return summary(latencies, (performance.now() - startedAt) / 1000);
}

/** Each once, one after the other. */
export async function oneByOne(calls: readonly Call[]): Promise<Latencies> {
  const latencies: number[] = [];
  const startedAt = performance.now();
  for (const call of calls) {
    const sentAt = performance.now();
    await send(call);
    latencies.push(performance.now() - sentAt);
  }
  return summary(latencies, (performance.now() - startedAt) / 1000);
}

export function summary(latencies: readonly number[], seconds: number): Latencies {
  const sorted = Float64Array.from(latencies).sort();
  const at = (part: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0;
  const calls = sorted.length;
  return { calls, seconds, perSecond: calls / seconds, p50: at(0.5), p95: at(0.95), p99: at(0.99) };
}

/** One request, its answer read to the end. Anything but the expected status ends the run: it would measure something else. */
export function send(call: Call): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  const { origin, path, method, headers, body } = call;
  let status = 0;
  const chunks: Buffer[] = [];
  const handler: Dispatcher.DispatchHandler = {
    onRequestStart: () => undefined,
    onResponseStart: (_, statusCode) => {
      status = statusCode;
    },
    onResponseData: (_, chunk) => {
      chunks.push(chunk);
    },
    onResponseEnd: () => {
      if (status === call.status) resolve(chunks.length === 0 ? "" : Buffer.concat(chunks).toString());
      else
        reject(
          new Error(
            `${method} ${origin} answered ${status}: ${Buffer.concat(chunks).toString().slice(0, 300)}`,
          ),
        );
    },
    onResponseError: (_, error) => reject(error),
  };
  poolOf(origin).dispatch({ path, method, headers, body }, handler);
  return promise;
}
