/** Calls of sessions that are awake: against the bare bridge, against the peers, and against themselves. */
import { Crew } from "../../../scripts/stack/crew.mjs";
import { LARGE, mcpCall, mcpInitialize, MEDIUM, post, SMALL, toolCalls } from "../calls.ts";
import { type Comparison, compare, type Figure, type Pace, type Target } from "../compare.ts";
import type { Result } from "../goals.ts";
import type { Call } from "../load/closed-loop.ts";
import type { Generator } from "../load/generator.ts";
import type { Place } from "../place.ts";
import { installPeers, type McpMode, serveMcp, servePiping, serveTunnel } from "../servers/peers.ts";
import type { Server } from "../servers/workerd.ts";
import { shuffled } from "../spread.ts";

export type Paces = { readonly usual: Pace; readonly large: Pace };
export type Trial = { readonly name: string; readonly run: () => Promise<readonly Result[]> };

/** Links that one session may have. */
const LINKS = 50;
/** Sessions that take turns, so that none runs into the rate limit of its links. */
const SESSIONS = 12;

type Links = readonly (readonly string[])[];

async function openWarm(place: Place): Promise<{ readonly sessions: Links; readonly bridges: Links }> {
  const { generator, relay, bridge, credentials } = place;
  const opened = await generator.ask({
    do: "openSessions",
    origin: relay.url,
    credentials,
    count: SESSIONS,
    links: LINKS,
    heartbeat: true,
  });
  const names = Array.from({ length: SESSIONS }, (_, index) => `warm-${index}`);
  const { urls } = await generator.ask({ do: "openBridges", origin: bridge.url, names });
  return { sessions: opened.urls, bridges: urls };
}

/** In random order: no trial always follows the same other one. */
export async function warmTrials(place: Place, paces: Paces): Promise<readonly Trial[]> {
  const { sessions, bridges } = await openWarm(place);
  const at = (concurrency: number): Pace => ({ ...paces.usual, concurrency });
  const ours = (body = SMALL): Target => ({
    lists: sessions.map((links) => toolCalls(links, body)),
    pid: place.relay.pid,
  });
  const bridge = (body = SMALL): Target => ({
    lists: bridges.map((urls) => urls.map((url) => post(url, body))),
    pid: place.bridge.pid,
  });
  const trials = bridgeTrials(place, { ours, bridge }, paces.large, at);
  return shuffled<Trial>([
    ...trials,
    { name: "200 sessions", run: () => manySessions(place, ours(), at(50)) },
    { name: "forged tokens", run: () => forged(place, sessions, at(50)) },
    ...peerTrials(place, ours(), sessions, at),
  ]);
}

type At = (concurrency: number) => Pace;
type Targets = Readonly<Record<"ours" | "bridge", (body?: string) => Target>>;

function bridgeTrials(place: Place, { ours, bridge }: Targets, large: Pace, at: At): readonly Trial[] {
  const versus = async (base: Target, candidate: Target, pace: Pace, wanted: readonly [string, Figure][]) => {
    const compared = await compare(place.generator, base, candidate, pace);
    return wanted.map(([id, figure]) => resultOf(id, compared, figure));
  };
  return [
    {
      name: "small, 1 at a time",
      run: () =>
        versus(bridge(), ours(), at(1), [
          ["T1", "p50"],
          ["cpu1", "cpuMs"],
        ]),
    },
    {
      name: "small, 50 at a time",
      run: () =>
        versus(bridge(), ours(), at(50), [
          ["T2a", "perSecond"],
          ["T3", "p95"],
          ["p99", "p99"],
          ["cpu50", "cpuMs"],
        ]),
    },
    { name: "small, 100 at a time", run: () => versus(bridge(), ours(), at(100), [["T2b", "perSecond"]]) },
    { name: "64 KiB", run: () => versus(bridge(MEDIUM), ours(MEDIUM), at(1), [["T4a", "p50"]]) },
    { name: "1 MiB", run: () => versus(bridge(LARGE), ours(LARGE), large, [["T4b", "p50"]]) },
  ];
}

function peerTrials(
  place: Place,
  ours: Target,
  sessions: Links,
  at: (concurrency: number) => Pace,
): readonly Trial[] {
  const { folder, generator } = place;
  const oursByMcp: Target = {
    lists: sessions.map((links) => links.map((link) => mcpCall(`${link}/mcp`, null))),
    pid: place.relay.pid,
  };
  const againstMcp = (mode: McpMode, pairs: readonly (readonly [string, Target])[]) =>
    withGuests(async (crew) => {
      const base = await mcpTarget(place, await serveMcp(crew, folder, mode), mode);
      const results: Result[] = [];
      for (const [id, target] of pairs)
        results.push(resultOf(id, await compare(generator, base, target, at(50)), "perSecond"));
      return results;
    });
  return [
    {
      name: "MCP SDK, default mode",
      run: () =>
        againstMcp("sse", [
          ["T5", ours],
          ["T7", oursByMcp],
        ]),
    },
    { name: "MCP SDK, JSON answers", run: () => againstMcp("json", [["mcp-json", ours]]) },
    { name: "MCP SDK, stateless", run: () => againstMcp("stateless", [["mcp-stateless", ours]]) },
    { name: "localtunnel", run: () => tunnel(place, ours, at(50)) },
    { name: "piping-server", run: () => piping(place, ours, at(1)) },
  ];
}

async function mcpTarget({ generator }: Place, { url, pid }: Server, mode: McpMode): Promise<Target> {
  if (mode === "stateless") return { lists: [[mcpCall(url, null)]], pid };
  const response = await fetch(url, initFrom(mcpInitialize(url)));
  await response.text();
  const calls = [mcpCall(url, response.headers.get("mcp-session-id"))];
  const answer = await generator.ask({ do: "ask", call: calls[0] ?? mcpCall(url, null) });
  if (!answer.includes("#ff8800")) throw new Error(`The MCP peer answered ${answer}`);
  return { lists: [calls], pid };
}

const initFrom = ({ method, headers, body }: Call): RequestInit => ({
  method,
  headers: { ...headers },
  body,
});

/** What follows must not compete with what is over. */
async function withGuests<T>(work: (crew: Crew) => Promise<T>): Promise<T> {
  const crew = new Crew();
  try {
    return await work(crew);
  } finally {
    await crew.stop();
  }
}

const tunnel = ({ folder, generator }: Place, ours: Target, pace: Pace) =>
  withGuests(async (crew) => {
    await installPeers(crew, folder);
    const { url, pid } = await serveTunnel(crew, folder);
    const call = post(url, SMALL, { host: "bench.localhost" });
    await untilTunnelled(generator, call);
    return [resultOf("T6a", await compare(generator, { lists: [[call]], pid }, ours, pace), "perSecond")];
  });

/** Its client connects some time after its server answers. */
async function untilTunnelled(generator: Generator, call: Call): Promise<void> {
  for (let tries = 0; tries < 50; tries++) {
    const answer = await generator.ask({ do: "ask", call }).catch(() => null);
    if (answer === SMALL) return;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error("No tunnel was opened.");
}

const piping = ({ folder, generator }: Place, ours: Target, pace: Pace) =>
  withGuests(async (crew) => {
    await installPeers(crew, folder);
    const { url, pid } = await servePiping(crew, folder);
    const measure = (ms: number) => generator.ask({ do: "pipe", origin: url, body: SMALL, ms });
    return [resultOf("T6b", await compare(generator, { lists: [[]], pid, measure }, ours, pace), "p50")];
  });

async function manySessions(place: Place, one: Target, pace: Pace): Promise<readonly Result[]> {
  const { generator, relay, credentials } = place;
  const many = await generator.ask({
    do: "openSessions",
    origin: relay.url,
    credentials,
    count: 200,
    links: 2,
    heartbeat: true,
  });
  const target = { lists: [many.urls.flatMap((links) => toolCalls(links))], pid: relay.pid };
  return [resultOf("T11", await compare(generator, one, target, pace), "perSecond")];
}

/** As many different tokens as there are real ones, each with its last characters changed. */
async function forged(place: Place, sessions: Links, pace: Pace): Promise<readonly Result[]> {
  const alone = { lists: [[post(`${place.bridge.url}/alone`, SMALL)]], pid: place.bridge.pid };
  const calls = sessions.flat().map((link) => post(`${link.slice(0, -4)}AAAA/set_pixel`, SMALL, {}, 404));
  const target = { lists: [calls], pid: place.relay.pid };
  return [resultOf("T12", await compare(place.generator, alone, target, pace), "perSecond")];
}

const UNITS: Readonly<Record<Figure, (value: number) => string>> = {
  p50: (ms) => `${ms.toFixed(2)} ms`,
  p95: (ms) => `${ms.toFixed(1)} ms`,
  p99: (ms) => `${ms.toFixed(1)} ms`,
  perSecond: (calls) => `${Math.round(calls)}/s`,
  cpuMs: (ms) => `${ms.toFixed(2)} ms`,
};

function resultOf(id: string, { ratio, ours, base, load }: Comparison, figure: Figure): Result {
  const { median, low, high } = ratio[figure];
  const words = UNITS[figure];
  return { id, value: median, low, high, ours: words(ours[figure]), base: words(base[figure]), load };
}
