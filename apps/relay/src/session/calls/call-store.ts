/** The table of the calls that outlive their request: those with a key, and tasks. First their results go, then their keys. */
import { limits } from "@agent-socket/protocol";
import type { Call, CallResult, RememberedCall } from "../records.ts";

/** Bodies of results that one session may keep. */
const MAX_KEPT_BYTES = 64 * 1024 * 1024;

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
type Row = {
  readonly call: string;
  readonly finished_ms: number | null;
  readonly result: string | null;
  readonly body: ArrayBuffer | null;
};

const FORGET = `update calls set result = null, body = null, expires_ms = finished_ms + ${limits.KEY_KEPT_MS}`;

export class CallStore {
  readonly #storage: DurableObjectStorage;
  readonly #sql: SqlStorage;
  /** Of the bodies in the table; `null` until they were counted. */
  #keptBytes: number | null = null;

  constructor(storage: DurableObjectStorage) {
    this.#storage = storage;
    this.#sql = storage.sql;
  }

  remember(call: Call): void {
    this.#sql.exec(
      "insert into calls (id, token_id, once_key, call, deadline_ms, expires_ms) values (?, ?, ?, ?, ?, ?)",
      call.id,
      call.tokenId,
      call.key,
      JSON.stringify(call),
      call.deadlineAtMs,
      call.deadlineAtMs + limits.RESULT_KEPT_MS,
    );
  }

  finish(callId: string, result: CallResult): void {
    const body = bodyOf(result);
    this.#sql.exec(
      "update calls set finished_ms = ?, expires_ms = ?, result = ?, body = ? where id = ?",
      result.finishedAtMs,
      result.finishedAtMs + limits.RESULT_KEPT_MS,
      JSON.stringify(withoutBody(result)),
      body,
      callId,
    );
    this.#keptBytes = (this.#keptBytes ?? this.#countBytes()) + (body?.length ?? 0);
    if (this.#keptBytes > MAX_KEPT_BYTES) this.#forgetOldest();
  }

  find(callId: string): RememberedCall | null {
    return this.#one("select call, finished_ms, result, body from calls where id = ?", callId);
  }

  findByKey(tokenId: string, key: string): RememberedCall | null {
    const query = "select call, finished_ms, result, body from calls where token_id = ? and once_key = ?";
    return this.#one(query, tokenId, key);
  }

  unfinished(): readonly Call[] {
    return this.#sql
      .exec<{ call: string }>("select call from calls where finished_ms is null")
      .toArray()
      .map((row) => readCall(row.call));
  }

  /** A result goes after its hour, a task with it; a key stays longer, so that what it ran never runs again. */
  expire(nowMs: number): void {
    this.#storage.transactionSync(() => {
      this.#sql.exec(
        "delete from calls where finished_ms is not null and expires_ms <= ? and (once_key is null or result is null)",
        nowMs,
      );
      this.#sql.exec(`${FORGET} where finished_ms is not null and expires_ms <= ?`, nowMs);
      this.#sql.exec(
        `delete from calls where id in (select id from calls where finished_ms is not null and result is null
          order by finished_ms desc limit -1 offset ?)`,
        limits.MAX_KEYS_KEPT,
      );
    });
    this.#keptBytes = null;
  }

  /** When the next result or key goes. */
  nextExpiryMs(): number | null {
    const [row] = this.#sql
      .exec<{ at: number | null }>("select min(expires_ms) as at from calls where finished_ms is not null")
      .toArray();
    return row?.at ?? null;
  }

  /** Half of what may be kept, so that this is rare. */
  #forgetOldest(): void {
    const rows = this.#sql
      .exec<{ id: string; bytes: number }>(
        "select id, length(body) as bytes from calls where body is not null order by finished_ms",
      )
      .toArray();
    let left = this.#countBytes();
    for (const { id, bytes } of rows) {
      if (left <= MAX_KEPT_BYTES / 2) break;
      left -= bytes;
      this.#sql.exec("delete from calls where id = ? and once_key is null", id);
      this.#sql.exec(`${FORGET} where id = ?`, id);
    }
    this.#keptBytes = left;
  }

  #countBytes(): number {
    return this.#sql.exec<{ bytes: number }>("select total(length(body)) as bytes from calls").one().bytes;
  }

  #one(query: string, ...parameters: string[]): RememberedCall | null {
    const [row] = this.#sql.exec<Row>(query, ...parameters).toArray();
    if (row === undefined) return null;
    const call = readCall(row.call);
    if (row.finished_ms === null) return { state: "open", call };
    if (row.result === null) return { state: "gone", call, finishedAtMs: row.finished_ms };
    return { state: "finished", call, result: readResult(row.result, row.body) };
  }
}

/** What an older version did not write yet. */
function readCall(text: string): Call {
  const call = JSON.parse(text) as Call;
  return { ...call, isAsk: call.isAsk ?? false, sentAtMs: call.sentAtMs ?? call.startedAtMs };
}

function withoutBody(result: CallResult): StoredAnswer {
  const { answer } = result;
  if (answer.kind === "refused") return { ...result, answer };
  const { status, contentType, body } = answer;
  return { ...result, answer: { kind: "reply", status, contentType, isBinary: typeof body !== "string" } };
}

function bodyOf({ answer }: CallResult): Uint8Array | null {
  if (answer.kind === "refused") return null;
  return typeof answer.body === "string" ? new TextEncoder().encode(answer.body) : answer.body;
}

function readResult(text: string, stored: ArrayBuffer | null): CallResult {
  const result = JSON.parse(text) as StoredAnswer;
  const { answer } = result;
  if (answer.kind === "refused") return { ...result, answer };
  const bytes = new Uint8Array(stored ?? new ArrayBuffer(0));
  const { status, contentType, isBinary } = answer;
  const body = isBinary ? bytes : new TextDecoder().decode(bytes);
  return { ...result, answer: { kind: "reply", status, contentType, body } };
}
