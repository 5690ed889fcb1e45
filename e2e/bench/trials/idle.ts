/** Sessions that nobody uses: what they cost, and what the first call after their sleep costs. */
import { loadavg } from "node:os";
import { toolCalls } from "../calls.ts";
import type { Result } from "../goals.ts";
import type { Place } from "../place.ts";
import { cpuMs, memoryKib } from "../process-figures.ts";
import { medianOf, spreadOf } from "../spread.ts";

/** Longer than the platform waits before it puts an object to sleep. */
const SLEEP_MS = 13_000;
/** Until the alarm that looks whether a new session's first report arrived has gone off, and its session sleeps again. */
const SETTLED_MS = 30_000;
const WOKEN = 40;

export type Crowd = { readonly few: number; readonly many: number };

export async function idleTrial(place: Place, crowd: Crowd): Promise<readonly Result[]> {
  const { generator, relay, bridge, credentials } = place;
  const openBridges = (from: number, to: number) => {
    const names = Array.from({ length: to - from }, (_, index) => `idle-${from + index}`);
    return generator.ask({ do: "openBridges", origin: bridge.url, names });
  };
  const openSessions = (count: number) =>
    generator.ask({ do: "openSessions", origin: relay.url, credentials, count, links: 1 });
  await openBridges(0, crowd.few);
  const first = await openSessions(crowd.few);
  await settled();
  const few = memoryOf(place);
  await openBridges(crowd.few, crowd.many);
  await openSessions(crowd.many - crowd.few);
  await settled();
  const many = memoryOf(place);
  const cpuBefore = cpuOf(place);
  await asleep();
  const idleCpu = {
    bridge: cpuOf(place).bridge - cpuBefore.bridge,
    relay: cpuOf(place).relay - cpuBefore.relay,
  };
  const perSession = (who: "bridge" | "relay") => (many[who] - few[who]) / (crowd.many - crowd.few);
  const load = loadavg()[0] ?? 0;
  const memory = perSession("relay") / perSession("bridge");
  return [
    ...(await wake(place, first.urls.flat().slice(0, WOKEN))),
    result(
      "T10a",
      memory,
      `${perSession("relay").toFixed(0)} KiB`,
      `${perSession("bridge").toFixed(0)} KiB`,
      load,
    ),
    result("T10b", idleCpu.relay, `${idleCpu.relay} ms for ${crowd.many}`, `${idleCpu.bridge} ms`, load),
  ];
}

const result = (id: string, value: number, ours: string, base: string, load: number): Result => ({
  id,
  value,
  low: value,
  high: value,
  ours,
  base,
  load,
});

/** Each link's first call after the sleep of its session, and then its next ones. */
async function wake({ generator }: Place, links: readonly string[]): Promise<readonly Result[]> {
  const first: number[] = [];
  const warm: number[] = [];
  for (const link of links) {
    const [call] = toolCalls([link]);
    if (call === undefined) continue;
    first.push((await generator.ask({ do: "oneByOne", calls: [call] })).p50);
    warm.push((await generator.ask({ do: "oneByOne", calls: [call, call, call] })).p50);
  }
  const { median, low, high } = spreadOf(first.map((ms) => ms / medianOf(warm)));
  const words = (ms: number) => `${ms.toFixed(2)} ms`;
  return [
    {
      id: "T8",
      value: median,
      low,
      high,
      ours: words(medianOf(first)),
      base: words(medianOf(warm)),
      load: loadavg()[0] ?? 0,
    },
  ];
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
const asleep = () => pause(SLEEP_MS);
const settled = () => pause(SETTLED_MS);
const memoryOf = ({ bridge, relay }: Place) => ({
  bridge: memoryKib(bridge.pid),
  relay: memoryKib(relay.pid),
});
const cpuOf = ({ bridge, relay }: Place) => ({ bridge: cpuMs(bridge.pid), relay: cpuMs(relay.pid) });
