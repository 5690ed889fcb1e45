/** The answer of a call: as the app gave it, or as a page of text with the next links. */
import { errorTable, type JsonObject, limits, type Refusal, type Surface } from "@agent-socket/protocol";
import { type Answer, clockTime, jsonAnswer, refusalAnswer, textAnswer } from "./answer.ts";
import { callLink } from "./call-link.ts";
import type { LinkView } from "./link-view.ts";
import { nextLinks, type PrintedLink, printLinks, words } from "./next-links.ts";

export type Reply = {
  readonly kind: "reply";
  readonly status: number;
  readonly contentType: string;
  readonly body: string | Uint8Array<ArrayBuffer>;
};
export type Finished = {
  readonly result: {
    readonly finishedAtMs: number;
    readonly answer: Reply | { readonly kind: "refused"; readonly refusal: Refusal };
  };
  /** The call ran before, under the same key. */
  readonly isReplay: boolean;
};

const PAGE_CHARS_FOR_RESULT = 4_500;
const REPLAYED = { "idempotency-replayed": "true" };

/** The app's reply goes through as it is, but for types that a browser would run as a page of ours. */
export function replyAnswer({ result, isReplay }: Finished, request: { readonly requestId: string }): Answer {
  const headers = isReplay ? REPLAYED : {};
  if (result.answer.kind === "refused") {
    const refused = refusalAnswer(result.answer.refusal, request);
    return { ...refused, headers: { ...refused.headers, ...headers } };
  }
  const { status, contentType, body } = result.answer;
  return { status, headers: { "content-type": harmlessType(contentType), ...headers }, body };
}

export function taskAnswer(
  view: LinkView,
  tool: { readonly name: string },
  taskId: string,
  surface: Surface,
): Answer {
  const url = `${view.base}/_as/tasks/${taskId}?wait=${surface === "link" ? 8 : 25}`;
  const hint =
    "The call is still running in the app. Its result will be at this address; opening it waits for it and runs nothing.";
  if (surface === "link")
    return textAnswer(
      202,
      `Still running: ${tool.name}\n${hint}\n\n1. See the result\n   ${url}\n`,
      "text/plain",
    );
  return jsonAnswer(202, { task: taskId, url, hint });
}

/** For a reader that opens links: what happened, the result, and what can be done next. */
export function callPage(
  view: LinkView,
  tool: { readonly name: string; readonly path?: string },
  input: JsonObject | null,
  { result, isReplay }: Finished,
): Answer {
  const { answer, finishedAtMs } = result;
  const headers = isReplay ? REPLAYED : {};
  if (answer.kind === "reply" && typeof answer.body !== "string")
    return {
      status: answer.status,
      headers: { "content-type": harmlessType(answer.contentType), ...headers },
      body: answer.body,
    };
  const status = answer.kind === "reply" ? answer.status : errorTable[answer.refusal.code].http;
  const links = [
    ...repeatLink(view, tool, input, isReplay),
    ...nextLinks(view, limits.PAGE_BYTES - PAGE_CHARS_FOR_RESULT - 500),
  ];
  const called = `${tool.name}${input === null ? "" : ` with ${words(input).slice(0, 400)}`}`;
  const text = `${headline(called, status, finishedAtMs, isReplay)}\n\n${resultText(answer)}\n\nNEXT\n${printLinks(links)}\nAll tools: ${view.base}\n`;
  return textAnswer(status, text, "text/plain", headers);
}

function headline(called: string, status: number, finishedAtMs: number, isReplay: boolean): string {
  const at = clockTime(finishedAtMs);
  if (isReplay)
    return `Already done at ${at}: ${called}. This link runs once; nothing was run now. The stored result:`;
  return status < 400
    ? `Done at ${at}: ${called}. The result:`
    : `Not done (status ${status}, ${at}): ${called}. What the app said:`;
}

function repeatLink(
  view: LinkView,
  tool: { readonly path?: string },
  input: JsonObject | null,
  isReplay: boolean,
): readonly PrintedLink[] {
  if (!isReplay || input === null || tool.path === undefined) return [];
  return [{ meaning: "Run the same call once more", url: callLink(view, { path: tool.path }, input) }];
}

function resultText(answer: Finished["result"]["answer"]): string {
  if (answer.kind === "refused")
    return `${answer.refusal.code}: ${answer.refusal.message}${answer.refusal.hint === undefined ? "" : `\n${answer.refusal.hint}`}`;
  const text = typeof answer.body === "string" ? answer.body : "";
  if (text === "") return "(empty)";
  if (text.length <= PAGE_CHARS_FOR_RESULT) return text;
  return `${text.slice(0, PAGE_CHARS_FOR_RESULT)}\n… cut here: the whole result has ${text.length} characters; ask the tool for less at a time.`;
}

/** Scripts of an app must never run on the relay's origin; a header value must never carry a line break. */
function harmlessType(contentType: string): string {
  const type = contentType.trim().toLowerCase();
  const isPlain =
    /^[a-z0-9!#$&^_.+-]+\/[a-z0-9!#$&^_.+-]+(\s*;\s*[a-z0-9-]+=("[^"\\\r\n]*"|[^\s;"]+))*$/.test(type);
  return isPlain && !/html|xml|svg|javascript|ecmascript|multipart/.test(type)
    ? type
    : "text/plain; charset=utf-8";
}
