/** The ids of the dashboard's signed orders, for as long as their signatures are good: each is taken once. */
import { limits } from "@agent-socket/protocol";

const TABLE = "create table if not exists orders (id text primary key, at_ms integer not null)";
/** Good for so long either way of our clock. */
const KEPT_MS = 3 * limits.CONTROL_SKEW_SECONDS * 1000;

export class OrderStore {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  create(): void {
    this.#sql.exec(TABLE);
  }

  /** `false`: this very message was here before. An honest repeat is signed anew, with another id. */
  takeOnce(messageId: string, nowMs: number): boolean {
    this.#sql.exec("delete from orders where at_ms < ?", nowMs - KEPT_MS);
    const taken = this.#sql.exec("insert or ignore into orders values (?, ?) returning id", messageId, nowMs);
    return taken.toArray().length > 0;
  }
}
