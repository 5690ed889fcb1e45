/**
 * Messages of the relay that arrive while an app's books are being written wait for them together, and are written
 * together: one lock, one commit and one row of a roll-up for all of them. Each is answered when it is in the books, and
 * that it was taken is written with what it holds.
 */
import type { RelayEvent } from "@agent-socket/protocol/control-plane";
import type { ServiceContext } from "../../context.ts";
import { takeOnce } from "../../relay/take-once.ts";
import { writeEvents } from "./ingest-events.ts";

/** `messageId`: of the signed message that the events came in. */
type Batch = {
  readonly ctx: ServiceContext;
  readonly messageId: string;
  readonly input: readonly RelayEvent[];
};
/** `null`: the message was taken before. */
type Taken = { readonly accepted: number } | null;
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
    const isCopy = next.some(({ batch }) => batch.messageId === one.batch.messageId);
    const fits = next.length === 0 || events + one.batch.input.length <= MAX_EVENTS;
    if (isFree && fits && !isCopy) {
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
  const batches = together.map(({ batch }) => batch);
  const taken = batches.length > 1 ? await tryTogether(batches) : null;
  for (const { batch, answer } of together) {
    const one = taken === null ? takeMessages([batch]) : Promise.resolve(taken);
    const isNew = ({ messageId, input }: Batch) =>
      one.then((ids) => (ids.has(messageId) ? { accepted: input.length } : null));
    answer(isNew(batch));
    // It is the caller's to hear of.
    await one.catch(() => undefined);
  }
}

async function tryTogether(batches: readonly Batch[]): Promise<ReadonlySet<string> | null> {
  try {
    return await takeMessages(batches);
  } catch (cause) {
    batches[0]?.ctx.log.warn({ err: cause, messages: batches.length }, "messages not written together");
    return null;
  }
}

/** All of them or nothing. Returns the ids of those that were not taken before. */
async function takeMessages(batches: readonly Batch[]): Promise<ReadonlySet<string>> {
  const [first] = batches;
  if (first === undefined) return new Set();
  return first.ctx.db.transaction(async (tx) => {
    const taken = await takeOnce(
      tx,
      batches.map(({ messageId }) => messageId),
    );
    const events = batches.filter(({ messageId }) => taken.has(messageId)).flatMap(({ input }) => input);
    if (events.length > 0) await writeEvents(first.ctx.log, tx, events);
    return taken;
  });
}
