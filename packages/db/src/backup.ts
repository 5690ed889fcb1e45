/**
 * All rows of a database in one file, and back into an empty one. Needs no tool of the server's version, and restores into
 * any later migration. The file is gzip; its lines are a table's name, a tab, and a row as JSON written by Postgres.
 */
import { once } from "node:events";
import { createReadStream, createWriteStream } from "node:fs";
import { createInterface } from "node:readline";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGunzip, createGzip } from "node:zlib";
import pg from "pg";
import { migrateDatabase } from "./migrate-database.ts";

const FIRST_LINE = "agent-socket-backup\t1";
const LAST_LINE = "end\t";
const ROWS_AT_ONCE = 500;
/** Filled from the calls by the database itself, when these are restored too. */
const DERIVED = ["usage_slots", "usage_link_slots"];

/** As of one moment, while the database is used. Returns how many rows there are. */
export async function backUp(url: string, file: string): Promise<number> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  let rows = 0;
  async function* lines() {
    yield `${FIRST_LINE}\n`;
    const tables = await tablesByNeed(client);
    for (const table of tables.filter((name) => !DERIVED.includes(name)))
      for await (const row of rowsOf(client, table)) {
        rows += 1;
        yield `${table}\t${row}\n`;
      }
    yield `${LAST_LINE}${rows}\n`;
  }
  try {
    await client.query("begin isolation level repeatable read read only");
    // Never over a file that is there, and for its owner alone: it holds addresses of people.
    const out = createWriteStream(file, { flags: "wx", mode: 0o600 });
    await pipeline(Readable.from(lines()), createGzip(), out);
  } finally {
    await client.end();
  }
  return rows;
}

/** Migrates the database, which must hold no rows, and fills it: wholly or not at all. */
export async function restore(url: string, file: string): Promise<number> {
  await migrateDatabase(url);
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query("begin");
    await requireEmpty(client);
    const rows = await insertAll(client, file);
    await continueCounting(client);
    await client.query("commit");
    return rows;
  } finally {
    // Without a commit before it, this undoes everything.
    await client.end();
  }
}

/** Each after those that it refers to. */
async function tablesByNeed(client: pg.Client): Promise<readonly string[]> {
  const tables = await client.query<{ name: string; needs: string[] }>(`
    select c.relname as name,
      coalesce(array_agg(f.relname::text) filter (where f.relname is not null and f.oid <> c.oid), '{}') as needs
    from pg_class c
    left join pg_constraint k on k.conrelid = c.oid and k.contype = 'f'
    left join pg_class f on f.oid = k.confrelid
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'
    group by c.relname order by c.relname`);
  const ordered: string[] = [];
  let waiting = tables.rows;
  while (waiting.length > 0) {
    const ready = waiting.filter(({ needs }) => needs.every((need) => ordered.includes(need)));
    if (ready.length === 0) throw new Error("Tables refer to each other in a circle.");
    ordered.push(...ready.map(({ name }) => name));
    waiting = waiting.filter((table) => !ready.includes(table));
  }
  return ordered;
}

async function* rowsOf(client: pg.Client, table: string): AsyncGenerator<string> {
  const name = client.escapeIdentifier(table);
  await client.query(`declare rows no scroll cursor for select to_jsonb(t)::text as row from ${name} t`);
  for (;;) {
    const { rows } = await client.query<{ row: string }>(`fetch ${ROWS_AT_ONCE} from rows`);
    if (rows.length === 0) break;
    for (const { row } of rows) yield row;
  }
  await client.query("close rows");
}

async function requireEmpty(client: pg.Client): Promise<void> {
  for (const table of await tablesByNeed(client)) {
    const found = await client.query(`select 1 from ${client.escapeIdentifier(table)} limit 1`);
    if (found.rowCount !== 0)
      throw new Error(`The database is not empty: ${table} has rows. Restore into a new one.`);
  }
}

async function insertAll(client: pg.Client, file: string): Promise<number> {
  let [rows, table, batch, isWhole]: [number, string, string[], boolean] = [0, "", [], false];
  const flush = async () => {
    if (batch.length > 0) await insert(client, table, batch);
    batch = [];
  };
  for await (const line of linesOf(file)) {
    const [name, row] = splitLine(line);
    if (line === `${LAST_LINE}${rows}`) isWhole = true;
    else if (line !== FIRST_LINE) {
      if (name !== table || batch.length >= ROWS_AT_ONCE) await flush();
      table = name;
      batch.push(row);
      rows += 1;
    }
  }
  await flush();
  if (!isWhole) throw new Error(`${file} is not a whole backup.`);
  return rows;
}

async function* linesOf(file: string): AsyncGenerator<string> {
  const raw = createReadStream(file);
  await once(raw, "open");
  const gunzip = createGunzip();
  const ended = pipeline(raw, gunzip);
  yield* createInterface({ input: gunzip, crlfDelay: Infinity });
  await ended;
}

function splitLine(line: string): readonly [string, string] {
  const at = line.indexOf("\t");
  return [line.slice(0, at), line.slice(at + 1)];
}

/** By the columns that the backup knows: what was added since has its default. */
async function insert(client: pg.Client, table: string, rows: readonly string[]): Promise<void> {
  const [first = "{}"] = rows;
  const columns = Object.keys(JSON.parse(first))
    .map((column) => client.escapeIdentifier(column))
    .join(", ");
  const name = client.escapeIdentifier(table);
  await client.query(
    `insert into ${name} (${columns}) overriding system value
     select ${columns} from jsonb_populate_recordset(null::${name}, $1::jsonb)`,
    [`[${rows.join(",")}]`],
  );
}

/** Columns that number their rows go on behind the highest that was restored. */
async function continueCounting(client: pg.Client): Promise<void> {
  const counted = await client.query<{ table: string; column: string }>(`
    select table_name as table, column_name as column from information_schema.columns
    where table_schema = 'public' and is_identity = 'YES'`);
  for (const { table, column } of counted.rows) {
    const [name, field] = [client.escapeIdentifier(table), client.escapeIdentifier(column)];
    await client.query(
      `select setval(pg_get_serial_sequence($1, $2), max(${field})) from ${name} having max(${field}) is not null`,
      [name, column],
    );
  }
}
