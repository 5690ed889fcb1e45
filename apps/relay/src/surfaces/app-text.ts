/** What the app itself tells an agent, on as many pages as it takes. */
import { CONTRACT_MARKER, limits } from "@agent-socket/protocol";
import { type Answer, byteLength, textAnswer } from "./answer.ts";
import { countIn, type Query, TEXT_PATH } from "./call-link.ts";
import { firstBytes } from "./cut.ts";
import { fenced } from "./fence.ts";
import type { LinkView } from "./link-view.ts";

/** For what stands around the text. */
const FRAME_BYTES = 700;
const FENCE_BYTES = 140;

/** The beginning of it, for the end of the briefing; nothing when the app has nothing to tell. */
export function appTextStart(view: LinkView, maxBytes: number): string {
  const { text } = view.app;
  if (text === "") return "";
  const part =
    byteLength(text) + FENCE_BYTES <= maxBytes ? text : firstBytes(text, 0, maxBytes - FRAME_BYTES);
  return `${fenced("text of the app", part, view.newKey())}${more(view, part.length)}`;
}

/** An app that wrote the whole briefing itself: its text as it is, or the first page of it. */
export function ownBriefing(view: LinkView): string | null {
  const { text } = view.app;
  if (!text.includes(CONTRACT_MARKER)) return null;
  if (byteLength(text) <= limits.PAGE_BYTES) return text;
  const part = firstBytes(text, 0, limits.PAGE_BYTES - FRAME_BYTES);
  return `${part}${more(view, part.length)}\n`;
}

export function appTextPage(view: LinkView, query: Query): Answer {
  const from = Math.min(countIn(query, "from"), view.app.text.length);
  const part = firstBytes(view.app.text, from, limits.PAGE_BYTES - FRAME_BYTES);
  const body = part === "" ? "There is no more of it." : fenced("text of the app", part, view.newKey());
  const text = `# What the app says, from character ${from} on

${body}${more(view, from + part.length)}

Back to the start: ${view.base}
`;
  return textAnswer(200, text, "text/plain");
}

const more = ({ base, app }: LinkView, next: number): string =>
  next >= app.text.length
    ? ""
    : `\nCut here, after ${next} of ${app.text.length} characters. The rest: ${base}${TEXT_PATH}?from=${next}`;
