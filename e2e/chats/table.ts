/** What every chat reached, as a Markdown table and notes, in the form that prettier gives to them. */
import { TOOLS } from "./goals.ts";
import type { Ledger, Reached } from "./chat.ts";

export type Row = { readonly profile: string; readonly ledger: Ledger };

const REACH = { yes: "yes", person: "with the person", no: "no" } as const;

export function markdownOf(rows: readonly Row[]): string {
  const head = ["kind of chat", ...TOOLS.map((tool) => `\`${tool}\``)];
  const body = rows.map(({ profile, ledger }) => [`\`${profile}\``, ...ledger.entries.map(cell)]);
  const widths = head.map((_, column) =>
    Math.max(...[head, ...body].map((cells) => cells[column]?.length ?? 0)),
  );
  const lineOf = (cells: readonly string[]) =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(" | ")} |`;
  const rule = `| ${widths.map((width) => "-".repeat(width)).join(" | ")} |`;
  const table = [lineOf(head), rule, ...body.map(lineOf)].join("\n");
  return `${table}\n\n${rows.map(notesOf).join("\n")}`;
}

const cell = ({ reach, why }: Reached): string =>
  reach === "yes" && why !== "" ? "if allowed" : REACH[reach];

/** What stands behind the words in the table, once for all tools that share it, and what was counted. */
function notesOf({ profile, ledger }: Row): string {
  const reasons = new Map<string, string[]>();
  for (const { tool, why } of ledger.entries)
    if (why !== "") reasons.set(why, [...(reasons.get(why) ?? []), `\`${tool}\``]);
  const whys = [...reasons].map(([why, tools]) =>
    tools.length === TOOLS.length ? why : `${tools.join(", ")}: ${why}`,
  );
  return `- \`${profile}\`: ${[...whys, ...ledger.notes].join("; ")}.`;
}
