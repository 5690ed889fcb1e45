/** The session's tables in its object's SQLite. Created at registration, so that looking at an unknown session writes nothing. */
import type { Tool } from "@agent-socket/protocol";
import type { RelayEvent } from "@agent-socket/protocol/control-plane";
import type { Call, CallResult, Link, RememberedCall, SessionRecord, WaitingEvent } from "./records.ts";

const TABLES = `
  create table session (one integer primary key check (one = 1), record text not null);
  create table tools (position integer primary key, tool text not null);
  create table links (token_id text primary key, link text not null);
  create table calls (
    id text primary key, token_id text not null, once_key text, call text not null, deadline_ms integer not null,
    finished_ms integer, expires_ms integer not null, result text, body blob
  );
  create unique index calls_by_key on calls (token_id, once_key) where once_key is not null;
  create table outbox (position integer primary key autoincrement, event text not null);
`;

type StoredAnswer = Omit<CallResult, "answer"> & {
  readonly answer:
    | {
        readonly kind: "reply";
        readonly status: number;
        readonly contentType: string;
        readonly isBinary: boolean;
      }
    | Exclude<CallResult["answer"], { kind: "reply" }>;
};

export class SessionStore {
  readonly #storage: DurableObjectStorage;
  readonly #sql: SqlStorage;

  constructor(storage: DurableObjectStorage) {
    this.#storage = storage;
    this.#sql = storage.sql;
  }

  #exists(): boolean {
    return this.#sql.exec("select 1 from sqlite_master where name = 'session'").toArray().length > 0;
  }

  create(): void {
    this.#sql.exec(TABLES);
  }

  /** Leaves nothing behind. */
  async erase(): Promise<void> {
    await this.#storage.deleteAlarm();
    await this.#storage.deleteAll();
  }

  readSession(): SessionRecord | null {
    if (!this.#exists()) return null;
    const [row] = this.#sql.exec<{ record: string }>("select record from session").toArray();
    return row === undefined ? null : (JSON.parse(row.record) as SessionRecord);
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
      .map((row) => JSON.parse(row.link) as Link);
  }

  writeLink(link: Link): void {
    this.#sql.exec(
      "insert into links values (?, ?) on conflict (token_id) do update set link = excluded.link",
      link.tokenId,
      JSON.stringify(link),
    );
  }

  rememberCall(call: Call, expiresAtMs: number): void {
    this.#sql.exec(
      "insert into calls (id, token_id, once_key, call, deadline_ms, expires_ms) values (?, ?, ?, ?, ?, ?)",
      call.id,
      call.tokenId,
      call.key,
      JSON.stringify(call),
      call.deadlineAtMs,
      expiresAtMs,
    );
  }

  finishCall(callId: string, result: CallResult, expiresAtMs: number): void {
    const { answer } = result;
    const stored: StoredAnswer =
      answer.kind === "refused"
        ? { ...result, answer }
        : {
            ...result,
            answer: {
              kind: "reply",
              status: answer.status,
              contentType: answer.contentType,
              isBinary: typeof answer.body !== "string",
            },
          };
    const body =
      answer.kind === "refused"
        ? null
        : typeof answer.body === "string"
          ? new TextEncoder().encode(answer.body)
          : answer.body;
    this.#sql.exec(
      "update calls set finished_ms = ?, expires_ms = ?, result = ?, body = ? where id = ?",
      result.finishedAtMs,
      expiresAtMs,
      JSON.stringify(stored),
      body,
      callId,
    );
  }

  findCall(callId: string): RememberedCall | null {
    return this.#one("select call, result, body from calls where id = ?", callId);
  }

  findCallByKey(tokenId: string, key: string): RememberedCall | null {
    return this.#one(
      "select call, result, body from calls where token_id = ? and once_key = ?",
      tokenId,
      key,
    );
  }

  unfinishedCalls(): readonly Call[] {
    return this.#sql
      .exec<{ call: string }>("select call from calls where finished_ms is null")
      .toArray()
      .map((row) => JSON.parse(row.call) as Call);
  }

  #one(query: string, ...parameters: string[]): RememberedCall | null {
    const [row] = this.#sql
      .exec<{ call: string; result: string | null; body: ArrayBuffer | null }>(query, ...parameters)
      .toArray();
    if (row === undefined) return null;
    const call = JSON.parse(row.call) as Call;
    if (row.result === null) return { call, result: null };
    const stored = JSON.parse(row.result) as StoredAnswer;
    const { answer } = stored;
    if (answer.kind === "refused") return { call, result: { ...stored, answer } };
    const bytes = new Uint8Array(row.body ?? new ArrayBuffer(0));
    const body = answer.isBinary ? bytes : new TextDecoder().decode(bytes);
    return {
      call,
      result: {
        ...stored,
        answer: { kind: "reply", status: answer.status, contentType: answer.contentType, body },
      },
    };
  }

  dropExpiredCalls(nowMs: number): void {
    this.#sql.exec("delete from calls where finished_ms is not null and expires_ms <= ?", nowMs);
  }

  /** The earliest time at which a call needs attention: its deadline, or the end of its result. */
  nextCallDeadlineMs(): number | null {
    const [row] = this.#sql
      .exec<{ at: number | null }>(
        "select min(case when finished_ms is null then deadline_ms else expires_ms end) as at from calls",
      )
      .toArray();
    return row?.at ?? null;
  }

  addEvent(event: RelayEvent): void {
    this.#sql.exec("insert into outbox (event) values (?)", JSON.stringify(event));
  }

  firstEvents(count: number): readonly WaitingEvent[] {
    return this.#sql
      .exec<{ position: number; event: string }>(
        "select position, event from outbox order by position limit ?",
        count,
      )
      .toArray()
      .map(({ position, event }) => ({ position, event: JSON.parse(event) as RelayEvent }));
  }

  dropEvents(upToPosition: number): void {
    this.#sql.exec("delete from outbox where position <= ?", upToPosition);
  }

  hasEvents(): boolean {
    return this.#sql.exec("select 1 from outbox limit 1").toArray().length > 0;
  }
}
