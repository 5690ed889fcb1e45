/** What the queue gave up on: kept in KV until an operator puts it back. */
import type { QueuedEvents } from "../admission.ts";
import type { Env } from "../env.ts";
import { logError } from "../log.ts";

export const DEAD_LETTER_QUEUE = "agent-socket-events-dead";
const LETTERS_AT_ONCE = 100;

export async function keepDeadLetters(batch: MessageBatch, env: Env): Promise<void> {
  for (const message of batch.messages) {
    const { events } = message.body as QueuedEvents;
    logError("events_dead", { events: events.length }, new Error("The dashboard did not take these events."));
    await env.DEAD_LETTERS.put(message.id, JSON.stringify(message.body));
    message.ack();
  }
}

/** A crash in between repeats a letter, and its events count once all the same. */
export async function replayDeadLetters(env: Env): Promise<{ replayed: number; left: number }> {
  const { keys, list_complete: isLast } = await env.DEAD_LETTERS.list({ limit: LETTERS_AT_ONCE });
  for (const { name } of keys) {
    const letter = await env.DEAD_LETTERS.get<QueuedEvents>(name, "json");
    if (letter !== null) await env.EVENTS.send(letter);
    await env.DEAD_LETTERS.delete(name);
  }
  if (isLast) return { replayed: keys.length, left: 0 };
  const next = await env.DEAD_LETTERS.list({ limit: LETTERS_AT_ONCE });
  return { replayed: keys.length, left: next.keys.length };
}
