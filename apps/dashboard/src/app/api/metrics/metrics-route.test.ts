/** The metrics are for whoever has their token, and tell what happened. */
import { createServer } from "node:http";
import { expect, test } from "vitest";
import { isListening } from "../../../../test/is-listening.ts";
import { callFinished, newLink } from "../../../../test/relay-event.ts";
import { openSite } from "../../../../test/site.ts";

const TOKEN = "a token of 16 characters or more";
const { world } = await openSite({ METRICS_TOKEN: TOKEN });
const { GET } = await import("./route.ts");
const { noteEvents } = await import("../../../metrics/note-events.ts");
const { kindOf, timeRequests } = await import("../../../metrics/time-requests.ts");

const ask = (authorization?: string) =>
  GET(
    new Request("http://localhost:3000/api/metrics", {
      headers: authorization === undefined ? {} : { authorization },
    }),
  );
const read = async () => (await ask(`Bearer ${TOKEN}`)).text();

test("nobody reads them without the token", async () => {
  for (const given of [undefined, "", "Bearer ", `Bearer ${TOKEN}x`, `Basic ${TOKEN}`]) {
    const answer = await ask(given);
    expect(answer.status).toBe(401);
    expect(await answer.text()).not.toContain("agent_socket_");
  }
  const answer = await ask(`Bearer ${TOKEN}`);
  expect(answer.status).toBe(200);
  expect(answer.headers.get("content-type")).toMatch(/^text\/plain; version=0\.0\.4/);
});

test("they tell of the process, the pool, and what waits", async () => {
  const ctx = await world.newUser();
  await world.newApp(ctx);
  const text = await read();
  expect(text).toMatch(/^process_resident_memory_bytes \d+$/m);
  expect(text).toMatch(/^agent_socket_database_connections\{state="idle"\} [1-9]/m);
  expect(text).toMatch(/^agent_socket_waiting_for_relay\{what="registry_change"\} \d+$/m);
  expect(text).toMatch(/^agent_socket_quarantined_events\{reason="too_old"\} 0$/m);
});

test("events are counted by kind, calls by outcome, both with their delay", async () => {
  const call = { ...callFinished(await newLink("as_app_anon")), atMs: 1_000 };
  const outcome = call.kind === "call_finished" ? call.outcome : "";
  const before = await read();
  noteEvents([call, call], 3_000);
  const after = await read();
  // The counters are the process's, which may have counted before.
  const counted = (metric: string) => valueOf(after, metric) - valueOf(before, metric);
  expect(counted('agent_socket_events_total{kind="call_finished"}')).toBe(2);
  expect(counted(`agent_socket_calls_ingested_total{outcome="${outcome}"}`)).toBe(2);
  expect(counted('agent_socket_event_delay_seconds_bucket{le="1"}')).toBe(0);
  expect(counted('agent_socket_event_delay_seconds_bucket{le="3"}')).toBe(2);
});

test("requests are measured by kind, whatever their path and method are", async () => {
  timeRequests();
  const server = createServer((_request, response) => response.writeHead(404).end());
  const url = await isListening(server);
  await fetch(`${url}/api/relay/events`, { method: "POST" });
  await fetch(`${url}/as_secret`, { method: "PROPFIND" });
  await new Promise((closed) => server.close(closed));
  const text = await read();
  const count = (labels: string) => `agent_socket_http_request_duration_seconds_count{${labels}} 1`;
  expect(text).toContain(count('kind="relay",method="POST",status="4xx"'));
  expect(text).toContain(count('kind="page",method="other",status="4xx"'));
  expect(text).not.toContain("as_secret");
});

test("a path has one of four kinds", () => {
  expect(["/api/relay/apps", "/api/health", "/_next/static/x.js", "/apps"].map(kindOf)).toEqual([
    "relay",
    "api",
    "asset",
    "page",
  ]);
});

/** Of the line of this metric; 0 before its first. */
const valueOf = (text: string, metric: string): number =>
  Number(
    text
      .split("\n")
      .find((line) => line.startsWith(`${metric} `))
      ?.slice(metric.length) ?? 0,
  );
