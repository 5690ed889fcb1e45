/** One call through a piping server: the agent posts it and waits at a second path, where the app puts its answer. */
import { type Latencies, send, summary } from "./closed-loop.ts";

const END = "The calls are over.";

export async function pipedCalls(origin: string, body: string, ms: number): Promise<Latencies> {
  const latencies: number[] = [];
  const startedAt = performance.now();
  const endsAt = startedAt + ms;
  const app = answerCalls(origin);
  const headers = { "content-type": "application/json" };
  for (let sentAt = startedAt; sentAt < endsAt;) {
    const answer = send({ origin, path: "/answer", method: "GET", headers: {}, body: null, status: 200 });
    await send({ origin, path: "/call", method: "POST", headers, body, status: 200 });
    await answer;
    const now = performance.now();
    latencies.push(now - sentAt);
    sentAt = now;
  }
  await send({ origin, path: "/call", method: "POST", headers, body: END, status: 200 });
  await app;
  return summary(latencies, (performance.now() - startedAt) / 1000);
}

async function answerCalls(origin: string): Promise<void> {
  const headers = { "content-type": "application/json" };
  for (;;) {
    const body = await send({ origin, path: "/call", method: "GET", headers: {}, body: null, status: 200 });
    if (body === END) return;
    await send({ origin, path: "/answer", method: "POST", headers, body, status: 200 });
  }
}
