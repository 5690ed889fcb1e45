/**
 * Messages of the relay that arrive while an app's books are being written wait for them together, and are written
 * together: one lock, one commit and one row of a roll-up for all of them. Each is answered when it is in the books.
 */
import type { RelayEvent } from "@agent-socket/protocol/control-plane";
import type { ServiceContext } from "../../context.ts";
import { ingestEvents } from "./ingest-events.ts";

type Batch = { readonly ctx: ServiceContext; readonly input: readonly RelayEvent[] };
type Taken = { readonly accepted: number };
type Waiting = {
  readonly batch: Batch;
  readonly appIds: readonly string[];
  readonly answer: (taken: Promise<Taken>) => void;
};

/** Of different apps, which do not wait for each other. Fewer than the database's connections, so that pages get theirs. */
const MAX_WRITERS = 4;
/** What a transaction holds in memory, and an app's row locked for. */
const MAX_EVENTS = 1_000;

let waiting: readonly Waiting[] = [];
let writers = 0;
const busy = new Set<string>();

export function ingestTogether(batch: Batch): Promise<Taken> {
  const appIds = [...new Set(batch.input.map(({ appId }) => appId))];
  return new Promise((answer) => {
    waiting = [...waiting, { batch, appIds, answer }];
    writeNext();
  });
}

function writeNext(): void {
  if (writers >= MAX_WRITERS) return;
  const next = takeNext();
  if (next.length > 0) void write(next);
}

/** In the order of arrival: who must wait lets nobody of its apps pass. */
function takeNext(): readonly Waiting[] {
  const held = new Set(busy);
  const next: Waiting[] = [];
  let events = 0;
  for (const one of waiting) {
    const isFree = one.appIds.every((appId) => !held.has(appId));
    const fits = next.length === 0 || events + one.batch.input.length <= MAX_EVENTS;
    if (isFree && fits) {
      next.push(one);
      events += one.batch.input.length;
    } else for (const appId of one.appIds) held.add(appId);
  }
  waiting = waiting.filter((one) => !next.includes(one));
  return next;
}

async function write(together: readonly Waiting[]): Promise<void> {
  const appIds = together.flatMap((one) => one.appIds);
  for (const appId of appIds) busy.add(appId);
  writers += 1;
  await settle(together);
  writers -= 1;
  for (const appId of appIds) busy.delete(appId);
  writeNext();
}

/** What the database refuses of one must not hold back the others: then each is written alone. */
async function settle(together: readonly Waiting[]): Promise<void> {
  const [first, second] = together;
  if (first === undefined) return;
  const input = together.flatMap(({ batch }) => batch.input);
  const isWritten = second !== undefined && (await tryTogether(first.batch.ctx, input));
  for (const { batch, answer } of together) {
    const taken = isWritten ? Promise.resolve({ accepted: batch.input.length }) : ingestEvents(batch);
    answer(taken);
    // It is the caller's to hear of.
    await taken.catch(() => undefined);
  }
}

async function tryTogether(ctx: ServiceContext, input: readonly RelayEvent[]): Promise<boolean> {
  try {
    await ingestEvents({ ctx, input });
    return true;
  } catch (cause) {
    ctx.log.warn({ err: cause, events: input.length }, "events not written together");
    return false;
  }
}
