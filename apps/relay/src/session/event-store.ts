/** What the session has to report: each event stays until the dashboard has it, whatever becomes of the queue between. */
import type { RelayEvent } from "@agent-socket/protocol/control-plane";
import type { WaitingEvent } from "./records.ts";

const TABLE =
  "create table if not exists outbox (position integer primary key autoincrement, event text not null)";
/** When it is to be sent (again), and how often it was. Added where an older version made the table. */
const COLUMNS = ["due_ms integer not null default 0", "sends integer not null default 0"] as const;

const INSERT = "insert into outbox (position, due_ms, sends, event)";
const INSERT_ONE = `${INSERT} values (?1, ?2, 1, ?3)`;
const INSERT_ALL = `${INSERT} select ?1 + key, ?2, 1, value from json_each(?3)`;

/** Places that are taken from the table's sequence at once. */
const RESERVED = 1_000;

/** From the first sending to the second: a queue that works has long delivered it. Then four times as long each time. */
const SEND_AGAIN_AFTER_MS = 15_000;
const LONGEST_WAIT_MS = 15 * 60_000;

export class EventStore {
  readonly #sql: SqlStorage;
  /** Written, and not handed over yet: these need not be read back. */
  #fresh: WaitingEvent[] = [];
  /** `null` until it was read. */
  #lastPosition: number | null = null;
  /** Places up to here are given by this object in memory, and by no later one. */
  #reservedTo = 0;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  create(): void {
    this.#sql.exec(TABLE);
    const names = this.#sql
      .exec<{ name: string }>("select name from pragma_table_info('outbox')")
      .toArray()
      .map(({ name }) => name);
    for (const column of COLUMNS)
      if (!names.includes(column.split(" ")[0] ?? ""))
        this.#sql.exec(`alter table outbox add column ${column}`);
  }

  /** All in one statement. The first sending follows at once and is counted here: if it fails, the next one is due. */
  add(events: readonly RelayEvent[], nowMs: number): void {
    const last = this.#lastPosition ?? this.#readLastPosition();
    if (last + events.length > this.#reservedTo) this.#reserve(last + events.length + RESERVED);
    const texts = events.map((event) => JSON.stringify(event));
    const [only = ""] = texts;
    // Of one alone the text need not be taken apart.
    this.#sql.exec(
      texts.length === 1 ? INSERT_ONE : INSERT_ALL,
      last + 1,
      nowMs + SEND_AGAIN_AFTER_MS,
      texts.length === 1 ? only : `[${texts.join(",")}]`,
    );
    this.#lastPosition = last + events.length;
    for (const [index, event] of events.entries())
      this.#fresh.push({ position: last + 1 + index, event, bytes: Buffer.byteLength(texts[index] ?? "") });
  }

  /** The table's sequence is raised by many at once: else each call would write its page as well. */
  #reserve(position: number): void {
    const raise = "update sqlite_sequence set seq = ? where name = 'outbox'";
    if (this.#sql.exec(raise, position).rowsWritten === 0)
      this.#sql.exec("insert into sqlite_sequence (name, seq) values ('outbox', ?)", position);
    this.#reservedTo = position;
  }

  /** A place is never given twice, not even after its event is gone: a late receipt must not take another one away. */
  #readLastPosition(): number {
    const [row] = this.#sql
      .exec<{ last: number }>("select seq as last from sqlite_sequence where name = 'outbox'")
      .toArray();
    return row?.last ?? 0;
  }

  /** The first of those that were written since the last time, as many as `fitting` takes. */
  takeFresh(fitting: (waiting: readonly WaitingEvent[]) => readonly WaitingEvent[]): readonly WaitingEvent[] {
    return this.#fresh.splice(0, fitting(this.#fresh).length);
  }

  /** The first of those that were not confirmed in good time. */
  due(nowMs: number, count: number): readonly WaitingEvent[] {
    return this.#sql
      .exec<{ position: number; event: string }>(
        "select position, event from outbox where due_ms <= ? order by position limit ?",
        nowMs,
        count,
      )
      .toArray()
      .map(({ position, event }) => ({
        position,
        event: JSON.parse(event) as RelayEvent,
        bytes: Buffer.byteLength(event),
      }));
  }

  /** The queue has them. If the queue loses them, they are sent again. */
  sent(positions: readonly number[], nowMs: number): void {
    this.#sql.exec(
      `update outbox set sends = sends + 1, due_ms = ?1 + min(?2 << min(2 * sends, 20), ?3)
       where position in (select value from json_each(?4))`,
      nowMs,
      SEND_AGAIN_AFTER_MS,
      LONGEST_WAIT_MS,
      JSON.stringify(positions),
    );
  }

  /** A crash may have taken the queue with it: whatever is not confirmed is due. */
  sendAgain(): void {
    this.#sql.exec("update outbox set due_ms = 0");
  }

  /** The dashboard has them. */
  forget(positions: readonly number[]): void {
    this.#sql.exec(
      "delete from outbox where position in (select value from json_each(?))",
      JSON.stringify(positions),
    );
  }

  isEmpty(): boolean {
    return this.#sql.exec("select 1 from outbox limit 1").toArray().length === 0;
  }

  /** When the next is to be sent; `null` when there is none. */
  nextDueMs(): number | null {
    return this.#sql.exec<{ due: number | null }>("select min(due_ms) as due from outbox").one().due;
  }
}
