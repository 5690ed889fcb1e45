/** What a surface is: garbage of its kind, somebody who sends it, and the next valid call. */
import * as fc from "fast-check";
import type { Place } from "./place.ts";

/** One of several who send at once, with connections and links of its own. */
export type Sender<T> = {
  /** Rejects when what comes back is not a documented answer. */
  readonly send: (input: T) => Promise<void>;
  /** The next valid call; rejects when it does not work. */
  readonly works: () => Promise<void>;
  readonly close: () => void;
};

export type Surface = {
  readonly name: string;
  /** Tries so many inputs; answers what went wrong, at most a few. */
  readonly run: (place: Place, seed: number, inputs: number) => Promise<readonly string[]>;
};

const BATCH = 50;
const SENDERS = 4;
const MOST_FAULTS = 5;
const SHOWN_CHARS = 600;

export function surface<T>(
  name: string,
  garbage: fc.Arbitrary<T>,
  open: (place: Place, index: number) => Promise<Sender<T>>,
): Surface {
  return {
    name,
    async run(place, seed, inputs) {
      const faults: string[] = [];
      let next = 0;
      const work = async (_: unknown, index: number): Promise<void> => {
        const sender = await open(place, index);
        while (next < inputs && faults.length < MOST_FAULTS) {
          const first = next;
          next += BATCH;
          // A batch is known by its number alone, whoever sends it.
          const batch = fc.sample(garbage, { seed: seed + first, numRuns: Math.min(BATCH, inputs - first) });
          faults.push(...(await sendAll(sender, batch)));
        }
        sender.close();
      };
      await Promise.all(Array.from({ length: SENDERS }, work));
      return faults;
    },
  };
}

async function sendAll<T>(sender: Sender<T>, batch: readonly T[]): Promise<readonly string[]> {
  const faults: string[] = [];
  for (const input of batch) {
    await sender.send(input).catch((cause: unknown) => faults.push(`${shown(input)}: ${messageOf(cause)}`));
  }
  await sender
    .works()
    .catch((cause: unknown) => faults.push(`the next valid call after a batch: ${messageOf(cause)}`));
  return faults;
}

const shown = (input: unknown): string => fc.stringify(input).slice(0, SHOWN_CHARS);
const messageOf = (cause: unknown): string => (cause instanceof Error ? cause.message : String(cause));
