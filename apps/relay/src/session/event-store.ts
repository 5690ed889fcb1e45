/** What the session has to report: each event stays until the dashboard has it, whatever becomes of the queue between. */
import type { RelayEvent } from "@agent-socket/protocol/control-plane";
import type { WaitingEvent } from "./records.ts";

const TABLE =
  "create table if not exists outbox (position integer primary key autoincrement, event text not null)";
/** When it is to be sent (again), and how often it was. Added where an older version made the table. */
const COLUMNS = ["due_ms integer not null default 0", "sends integer not null default 0"] as const;

/** From the first sending to the second: a queue that works has long delivered it. Then four times as long each time. */
const SEND_AGAIN_AFTER_MS = 15_000;
const LONGEST_WAIT_MS = 15 * 60_000;

export class EventStore {
  readonly #sql: SqlStorage;

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

  add(event: RelayEvent): void {
    this.#sql.exec("insert into outbox (event) values (?)", JSON.stringify(event));
  }

  /** The first of those that were not sent yet, or not confirmed in good time. */
  due(nowMs: number, count: number): readonly WaitingEvent[] {
    return this.#sql
      .exec<{ position: number; event: string }>(
        "select position, event from outbox where due_ms <= ? order by position limit ?",
        nowMs,
        count,
      )
      .toArray()
      .map(({ position, event }) => ({ position, event: JSON.parse(event) as RelayEvent }));
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
