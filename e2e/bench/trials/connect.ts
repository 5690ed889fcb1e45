/** A new app, from its connect to the answer of its first call. */
import { loadavg } from "node:os";
import { post, SMALL } from "../calls.ts";
import type { Result } from "../goals.ts";
import type { Call } from "../load/closed-loop.ts";
import type { Opened } from "../load/process.ts";
import type { Place } from "../place.ts";
import { medianOf, spreadOf } from "../spread.ts";

/** In turns with the bare bridge. */
export async function connectTrial(
  { generator, relay, bridge, credentials }: Place,
  rounds: number,
): Promise<readonly Result[]> {
  const withFirstCall = async ({ urls, openMs }: Opened, callOf: (url: string) => Call) => {
    const call = callOf(urls[0]?.[0] ?? "");
    return (openMs[0] ?? 0) + (await generator.ask({ do: "oneByOne", calls: [call] })).p50;
  };
  const ours: number[] = [];
  const base: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const names = [`connect-${round}-${process.hrtime.bigint()}`];
    const bare = await generator.ask({ do: "openBridges", origin: bridge.url, names });
    base.push(await withFirstCall(bare, (url) => post(url, SMALL)));
    const opened = await generator.ask({
      do: "openSessions",
      origin: relay.url,
      credentials,
      count: 1,
      links: 1,
    });
    ours.push(await withFirstCall(opened, (url) => post(`${url}/set_pixel`, SMALL)));
  }
  return [resultOf(ours, base)];
}

function resultOf(ours: readonly number[], base: readonly number[]): Result {
  const { median, low, high } = spreadOf(ours.map((ms, index) => ms / (base[index] ?? Number.NaN)));
  const words = (ms: number) => `${ms.toFixed(1)} ms`;
  const absolutes = { ours: words(medianOf(ours)), base: words(medianOf(base)) };
  return { id: "T9", value: median, low, high, ...absolutes, load: loadavg()[0] ?? 0 };
}
