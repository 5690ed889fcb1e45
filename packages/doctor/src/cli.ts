#!/usr/bin/env node
/** `agent-socket doctor <link>`: says which kinds of AI chat can use a link, tool by tool, and why not. */
import { parseArgs } from "node:util";
import { CannotReach } from "./reader/cannot-reach.ts";
import { examine } from "./examine.ts";
import { printReport } from "./print-report.ts";
import { NotExamined } from "./report.ts";

const USAGE = `Usage: agent-socket doctor <link> [--json] [--call <tool>]

Walks the link as each kind of AI chat would, and says which tools each can reach, and why not. It reads and calls
nothing, but for the tool that --call names: that one is called once, with the example that the app gives for it.

Ends with 0 when no fault was found, with 1 when there is one, and with 2 when the link cannot be examined.
`;

process.exitCode = await main(process.argv.slice(2));

async function main(words: readonly string[]): Promise<number> {
  const options = {
    json: { type: "boolean" },
    call: { type: "string" },
    help: { type: "boolean", short: "h" },
  } as const;
  try {
    const { values, positionals } = parseArgs({ args: [...words], options, allowPositionals: true });
    const link = positionals.filter((word, index) => index > 0 || word !== "doctor").join(" ");
    if (values.help === true || link === "") {
      console.log(USAGE);
      return values.help === true ? 0 : 2;
    }
    const report = await examine(link, { call: values.call });
    console.log(values.json === true ? JSON.stringify(report, null, 2) : printReport(report));
    return report.findings.some(({ level }) => level === "fault") ? 1 : 0;
  } catch (cause) {
    console.error(wordsFor(cause));
    return 2;
  }
}

function wordsFor(cause: unknown): string {
  if (cause instanceof NotExamined || cause instanceof CannotReach) return cause.message;
  return cause instanceof Error ? `The doctor failed: ${cause.message}\n${USAGE}` : String(cause);
}
