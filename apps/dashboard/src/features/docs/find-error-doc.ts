/** What the error reference says of one code. */
import "server-only";
import { type ErrorCode, errorTable, isErrorCode } from "@agent-socket/protocol";
import { readDocText } from "./docs-folder.ts";
import { type RenderedDoc, renderMarkdown } from "./render-markdown.ts";

/** `null`: there is no such code. */
export function findErrorDoc(code: string): RenderedDoc | null {
  if (!isErrorCode(code)) return null;
  return renderMarkdown(`# ${code}\n\n${sectionOf(code)}`, "errors");
}

function sectionOf(code: ErrorCode): string {
  const [, section] = readDocText("errors").split(new RegExp(`^## ${code}$`, "m"));
  return section?.split(/^## /m)[0] ?? errorTable[code].meaning;
}
