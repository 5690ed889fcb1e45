/** What this process counts and measures, for whoever reads `GET /api/metrics`. Names and meanings: docs/observability.md. */
import "server-only";
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from "prom-client";

// Routes, pages and the background work are separate bundles, each with its own copy of this module.
const shared: typeof globalThis & { agentSocketMetrics?: Metrics } = globalThis;

export const metrics = (): Metrics => (shared.agentSocketMetrics ??= newMetrics());

type Metrics = ReturnType<typeof newMetrics>;

function newMetrics() {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  return { registry, ...newWorkMetrics([registry]), ...newStateMetrics([registry]) };
}

/** Grow with what the process does. */
const newWorkMetrics = (registers: Registry[]) => ({
  requestSeconds: new Histogram({
    name: "agent_socket_http_request_duration_seconds",
    help: "Requests to the dashboard, until the answer was written.",
    labelNames: ["kind", "method", "status"],
    buckets: [0.01, 0.03, 0.1, 0.3, 1, 3, 10],
    registers,
  }),
  events: new Counter({
    name: "agent_socket_events_total",
    help: "Events that the relay delivered, repeats included.",
    labelNames: ["kind"],
    registers,
  }),
  calls: new Counter({
    name: "agent_socket_calls_ingested_total",
    help: "Finished calls among the delivered events, repeats included.",
    labelNames: ["outcome"],
    registers,
  }),
  eventDelaySeconds: new Histogram({
    name: "agent_socket_event_delay_seconds",
    help: "From what happened at the relay to its arrival here.",
    buckets: [0.3, 1, 3, 10, 60, 600, 3600],
    registers,
  }),
  backgroundRounds: new Counter({
    name: "agent_socket_background_rounds_total",
    help: "Rounds of the work that runs by itself.",
    labelNames: ["work", "outcome"],
    registers,
  }),
});

/** Read from the database when somebody asks. */
const newStateMetrics = (registers: Registry[]) => ({
  waiting: new Gauge({
    name: "agent_socket_waiting_for_relay",
    help: "What the relay has not acknowledged yet.",
    labelNames: ["what"],
    registers,
  }),
  waitingSeconds: new Gauge({
    name: "agent_socket_waiting_for_relay_oldest_seconds",
    help: "For how long the oldest of it has waited; 0 when there is none.",
    labelNames: ["what"],
    registers,
  }),
  quarantined: new Gauge({
    name: "agent_socket_quarantined_events",
    help: "Events that could not be counted where they say they belong.",
    labelNames: ["reason"],
    registers,
  }),
  connections: new Gauge({
    name: "agent_socket_database_connections",
    help: "Connections of this process to the database, and requests that wait for one.",
    labelNames: ["state"],
    registers,
  }),
});
