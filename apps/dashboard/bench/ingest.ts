/** How many calls a second the dashboard takes from the relay, over the real route, into the tables that are full already. */
import { limits, newCallId, newRequestId } from "@agent-socket/protocol";
import { type RelayEvent, signControl } from "@agent-socket/protocol/control-plane";
import type pg from "pg";
import type { Seeded } from "./seed.ts";

export type IngestRate = {
  readonly rowsPerSecond: number;
  readonly rows: number;
  readonly seconds: number;
  readonly apps: number;
};

type Target = {
  readonly dashboardUrl: string;
  readonly secrets: readonly string[];
  readonly database: pg.Pool;
};

const SECONDS = 15;
/** Messages under way at once: the queue's consumers are several, too. */
const CONCURRENCY = 4;
const LINKS = 2_000;

/** Made and signed before the clock starts, as the relay does it on machines of its own; a few more than are taken. */
const MADE_A_SECOND = 100;

type Message = { readonly body: string; readonly headers: Record<string, string> };

export async function measureIngest(target: Target, seeded: Seeded, seconds = SECONDS): Promise<IngestRate> {
  const make = () => messageOf(target, batchOf(seeded));
  await post(target, make());
  const ready = Array.from({ length: MADE_A_SECOND * seconds }, make);
  const before = await countOf(target, seeded);
  const startedAt = performance.now();
  const endsAt = startedAt + seconds * 1000;
  const worker = async () => {
    while (performance.now() < endsAt) await post(target, ready.pop() ?? make());
  };
  await Promise.all(Array.from({ length: CONCURRENCY }, worker));
  const took = (performance.now() - startedAt) / 1000;
  const rows = (await countOf(target, seeded)) - before;
  return { rowsPerSecond: Math.round(rows / took), rows, seconds: Math.round(took * 10) / 10, apps: 1 };
}

function messageOf({ secrets }: Target, events: readonly RelayEvent[]): Message {
  const body = JSON.stringify({ operation: "ingest_events", target: "events", events });
  return { body, headers: signControl(body, secrets) };
}

async function post({ dashboardUrl }: Target, { body, headers }: Message): Promise<void> {
  const response = await fetch(`${dashboardUrl}/api/relay/events`, { method: "POST", body, headers });
  if (!response.ok)
    throw new Error(`The dashboard refused events: ${response.status} ${await response.text()}`);
  await response.arrayBuffer();
}

const batchOf = ({ appId }: Seeded): readonly RelayEvent[] =>
  Array.from({ length: limits.MAX_EVENTS_PER_BATCH }, () => callOf(appId));

function callOf(appId: string): RelayEvent {
  const now = Date.now();
  const number = 1 + Math.floor(Math.random() * LINKS);
  const appMs = Math.round(Math.exp(3 + Math.random() * 2));
  const failed = Math.random() < 0.06;
  return {
    kind: "call_finished",
    id: newCallId(now),
    atMs: now,
    appId,
    sessionId: `S${String(Math.floor(number / 5)).padStart(7, "0")}`,
    tokenId: `BENCH${String(number).padStart(7, "0")}`,
    requestId: newRequestId(),
    tool: `tool_${Math.floor(Math.random() * 9)}`,
    surface: "http",
    client: "claude",
    outcome: failed ? "tool_error" : "ok",
    httpStatus: failed ? 500 : 200,
    startedAtMs: now - appMs - 3,
    durationMs: appMs + 3,
    appMs,
    requestBytes: 300,
    responseBytes: 900,
  };
}

/** What the books say, not what was answered. */
async function countOf({ database }: Target, { appId }: Seeded): Promise<number> {
  const { rows } = await database.query<{ calls: string }>(
    "select sum(calls) as calls from usage_hourly where app_id = $1",
    [appId],
  );
  return Number(rows[0]?.calls ?? 0);
}
