/** What every answer must be, whatever was asked; and what no log may hold afterwards. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { errorTable, isJsonObject } from "@agent-socket/protocol";

type Judged = { readonly status: number; readonly text: string };

/** Lines of a stack, of V8 and of workerd, and paths of whoever built it. */
const STACK = /\n\s+at .+[:)(]\d*|node_modules\/|file:\/\/\/|\b[A-Z]\w*Error: /;
const SHOWN_CHARS = 300;

/** Throws when it is none that the protocol knows. */
export function judge({ status, text }: Judged): void {
  const seen = `${status} ${text.slice(0, SHOWN_CHARS)}`;
  if (STACK.test(text)) throw new Error(`shows a stack: ${seen}`);
  const code = errorCodeIn(text);
  if (code === "internal") throw new Error(`failed inside: ${seen}`);
  const row = Object.entries(errorTable).find(([known]) => known === code)?.[1];
  if (status >= 500 && row?.http !== status) throw new Error(`an undocumented failure: ${seen}`);
}

function errorCodeIn(text: string): string | null {
  if (!text.startsWith("{")) return null;
  try {
    const value: unknown = JSON.parse(text);
    const error = isJsonObject(value) ? value["error"] : undefined;
    return isJsonObject(error) && typeof error["code"] === "string" ? error["code"] : null;
  } catch (cause) {
    // What an app answered may look like JSON and be none.
    if (cause instanceof SyntaxError) return null;
    throw cause;
  }
}

const CRASH =
  /unhandled|uncaught|"level":"error"|"level":(50|60)\b|panicked|heap out of memory|segmentation/i;

/** A housekeeping query that waited for a busy machine. */
const NO_FAULT = /Connection terminated due to connection timeout/;

/** The lines of all logs that tell of a failure. */
export function crashesIn(dataDir: string): readonly string[] {
  const folder = join(dataDir, "logs");
  return readdirSync(folder).flatMap((file) =>
    readFileSync(join(folder, file), "utf8")
      .split("\n")
      .filter((line) => CRASH.test(line) && !NO_FAULT.test(line))
      .map((line) => `${file}: ${line.slice(0, SHOWN_CHARS)}`),
  );
}
