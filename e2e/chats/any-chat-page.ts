/** docs/any-chat.md, in which the table of the last run stands between two markers. */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const FILE = join(import.meta.dirname, "../../docs/any-chat.md");
const BEGIN = "<!-- what `npm run chats` found -->\n";
const END = "<!-- end -->";

export function tableOfPage(): string {
  const { table } = parts();
  return table.trim();
}

export function writeTable(table: string): void {
  const { before, after } = parts();
  writeFileSync(FILE, `${before}\n${table}\n\n${after}`);
}

function parts(): { readonly before: string; readonly table: string; readonly after: string } {
  const text = readFileSync(FILE, "utf8");
  const begin = text.indexOf(BEGIN) + BEGIN.length;
  const end = text.indexOf(END, begin);
  if (begin < BEGIN.length || end === -1) throw new Error(`${FILE} has lost the markers around its table.`);
  return { before: text.slice(0, begin), table: text.slice(begin, end), after: text.slice(end) };
}
