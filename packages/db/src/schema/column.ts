/** Columns and checks that several tables are made of. */
import { type SQL, sql } from "drizzle-orm";
import { type AnyPgColumn, timestamp } from "drizzle-orm/pg-core";

/** A moment in UTC, to the millisecond: as exact as the clock of the relay, and as JavaScript's. */
export const instant = () => timestamp({ withTimezone: true, precision: 3 });

/** For a check constraint: the column holds one of the protocol's words. */
export function isOneOf(column: AnyPgColumn, words: readonly string[]): SQL {
  const list = words.map((word) => `'${word}'`).join(", ");
  return sql`${column} in (${sql.raw(list)})`;
}
