/** The report as a person reads it in a terminal. */
import { CHAT_KINDS, type Finding, type Report, type ToolReport } from "./report.ts";

const SAYS = { yes: "yes", "printed values": "examples", person: "person", no: "no" } as const;

export function printReport({ app, relay, findings, tools }: Report): string {
  const faults = findings.filter(({ level }) => level === "fault");
  const notes = findings.filter(({ level }) => level === "note");
  return [
    `${app}, through ${relay}`,
    "",
    ...listOf(faults.length === 0 ? "No fault found." : "Faults:", faults),
    ...listOf("Notes:", notes),
    ...tableOf(tools),
    "",
    ...reasonsOf(tools),
    "yes: with any arguments. person: the person in the app fills in what the chat cannot send. examples: with the app's own examples alone.",
    "",
  ].join("\n");
}

const listOf = (title: string, findings: readonly Finding[]): readonly string[] =>
  findings.length === 0 && title.endsWith(":") ? [] : [title, ...findings.map(({ text }) => `- ${text}`), ""];

function tableOf(tools: readonly ToolReport[]): readonly string[] {
  const rows = [
    ["tool", ...CHAT_KINDS],
    ...tools.map(({ tool, chats }) => [tool, ...CHAT_KINDS.map((kind) => SAYS[chats[kind].reach])]),
  ];
  const widths = [0, ...CHAT_KINDS].map((_, column) =>
    Math.max(...rows.map((cells) => cells[column]?.length ?? 0)),
  );
  return rows.map((cells) =>
    cells
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join("  ")
      .trimEnd(),
  );
}

function reasonsOf(tools: readonly ToolReport[]): readonly string[] {
  const lines = tools.flatMap(({ tool, chats }) =>
    CHAT_KINDS.flatMap((kind) => (chats[kind].why === "" ? [] : [`- ${tool}, ${kind}: ${chats[kind].why}.`])),
  );
  return lines.length === 0 ? [] : ["Why:", ...lines, ""];
}
