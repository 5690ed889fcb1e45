/** The session's tables in its object's SQLite. Created at registration, so that looking at an unknown session writes nothing. */
import type { Tool } from "@agent-socket/protocol";
import { CallStore } from "./calls/call-store.ts";
import { EventStore } from "./event-store.ts";
import { OrderStore } from "./order-store.ts";
import type { AppEvent, Link, SessionRecord } from "./records.ts";

/** Also run when a stored session wakes under a newer version of this program. */
const TABLES = `
  create table if not exists session (one integer primary key check (one = 1), record text not null);
  create table if not exists tools (position integer primary key, tool text not null);
  create table if not exists links (token_id text primary key, link text not null);
  create table if not exists calls (
    id text primary key, token_id text not null, once_key text, call text not null, deadline_ms integer not null,
    finished_ms integer, expires_ms integer not null, result text, body blob
  );
  create unique index if not exists calls_by_key on calls (token_id, once_key) where once_key is not null;
  create table if not exists app_events (cursor integer primary key autoincrement, event text not null);
`;

/** What an older version did not write yet. */
const SINCE_FIRST_SESSIONS: Partial<SessionRecord> = {
  prompts: [],
  canAsk: false,
  answersPing: false,
  wishes: { name: "", linkCalls: "all", holdForMs: null, keyHash: null },
  entryVersion: 0,
  isSuspended: false,
  callsUsedUpUntilMs: null,
};
const SINCE_FIRST_LINKS: Partial<Link> = { linkCalls: null, lastClient: null };

export class SessionStore {
  readonly #storage: DurableObjectStorage;
  readonly #sql: SqlStorage;
  readonly calls: CallStore;
  /** What is to be reported to the dashboard. */
  readonly events: EventStore;
  /** What the dashboard ordered. */
  readonly orders: OrderStore;

  constructor(storage: DurableObjectStorage) {
    this.#storage = storage;
    this.#sql = storage.sql;
    this.calls = new CallStore(storage);
    this.events = new EventStore(storage.sql);
    this.orders = new OrderStore(storage.sql);
  }

  #exists(): boolean {
    return this.#sql.exec("select 1 from sqlite_master where name = 'session'").toArray().length > 0;
  }

  create(): void {
    this.#sql.exec(TABLES);
    this.events.create();
    this.orders.create();
  }

  /** Leaves nothing behind. */
  async erase(): Promise<void> {
    await this.#storage.deleteAlarm();
    await this.#storage.deleteAll();
  }

  readSession(): SessionRecord | null {
    if (!this.#exists()) return null;
    this.create();
    const [row] = this.#sql.exec<{ record: string }>("select record from session").toArray();
    if (row === undefined) return null;
    return { ...SINCE_FIRST_SESSIONS, ...(JSON.parse(row.record) as SessionRecord) };
  }

  writeSession(record: SessionRecord): void {
    this.#sql.exec(
      "insert into session values (1, ?) on conflict (one) do update set record = excluded.record",
      JSON.stringify(record),
    );
  }

  readTools(): readonly Tool[] {
    return this.#sql
      .exec<{ tool: string }>("select tool from tools order by position")
      .toArray()
      .map((row) => JSON.parse(row.tool) as Tool);
  }

  writeTools(tools: readonly Tool[]): void {
    this.#storage.transactionSync(() => {
      this.#sql.exec("delete from tools");
      for (const [position, tool] of tools.entries())
        this.#sql.exec("insert into tools values (?, ?)", position, JSON.stringify(tool));
    });
  }

  readLinks(): readonly Link[] {
    return this.#sql
      .exec<{ link: string }>("select link from links")
      .toArray()
      .map((row) => ({ ...SINCE_FIRST_LINKS, ...(JSON.parse(row.link) as Link) }));
  }

  writeLink(link: Link): void {
    this.#sql.exec(
      "insert into links values (?, ?) on conflict (token_id) do update set link = excluded.link",
      link.tokenId,
      JSON.stringify(link),
    );
  }

  dropLink(tokenId: string): void {
    this.#sql.exec("delete from links where token_id = ?", tokenId);
  }

  /** Of the app's own events the last `kept` stay. Returns the cursor of the new one. */
  addAppEvent(event: Omit<AppEvent, "cursor">, kept: number): number {
    const { cursor } = this.#sql
      .exec<{ cursor: number }>(
        "insert into app_events (event) values (?) returning cursor",
        JSON.stringify(event),
      )
      .one();
    this.#sql.exec("delete from app_events where cursor <= ?", cursor - kept);
    return cursor;
  }

  appEventsAfter(cursor: number): readonly AppEvent[] {
    return this.#sql
      .exec<{ cursor: number; event: string }>(
        "select cursor, event from app_events where cursor > ? order by cursor",
        cursor,
      )
      .toArray()
      .map((row) => ({ ...(JSON.parse(row.event) as Omit<AppEvent, "cursor">), cursor: row.cursor }));
  }

  /** Of the newest event there ever was; 0 before the first. */
  lastAppEventCursor(): number {
    const [row] = this.#sql
      .exec<{ cursor: number }>("select seq as cursor from sqlite_sequence where name = 'app_events'")
      .toArray();
    return row?.cursor ?? 0;
  }
}
