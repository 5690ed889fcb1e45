/** The answer of a call: as the app gave it, or as a page of text with the next links. */
import { errorTable, type JsonObject, limits, type Refusal, type Surface } from "@agent-socket/protocol";
import { type Answer, clockTime, jsonAnswer, refusalAnswer, refusalHeaders, textAnswer } from "./answer.ts";
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
  /** The stored call, for reading on where its result does not fit a page; `null` when it was not stored. */
  readonly callId: string | null;
};
export type CalledTool = { readonly name: string; readonly path?: string };

const RESULT_BYTES_A_PAGE = 4_500;
/** For the headline, the arguments and what stands around the links. */
const FRAME_BYTES = 900;
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

/** A call by link that was refused before it reached the app. */
export function refusedPage(view: LinkView, tool: CalledTool, refusal: Refusal): Answer {
  const result = { finishedAtMs: view.nowMs, answer: { kind: "refused" as const, refusal } };
  const page = callPage(view, tool, null, { result, isReplay: false, callId: null });
  return { ...page, headers: { ...page.headers, ...refusalHeaders(refusal) } };
}

/** For a reader that opens links: what happened, the result from the character `from` on, and what can be done next. */
export function callPage(
  view: LinkView,
  tool: CalledTool,
  input: JsonObject | null,
  finished: Finished,
  from = 0,
): Answer {
  const { answer, finishedAtMs } = finished.result;
  const { isReplay } = finished;
  const headers = isReplay ? REPLAYED : {};
  if (answer.kind === "reply" && typeof answer.body !== "string") {
    return {
      status: answer.status,
      headers: { "content-type": harmlessType(answer.contentType), ...headers },
      body: answer.body,
    };
  }
  const status = answer.kind === "reply" ? pageStatus(answer.status) : errorTable[answer.refusal.code].http;
  const shown = resultPart(resultText(answer), from);
  const links = [
    ...moreLink(view, finished.callId, shown.next),
    ...repeatLink(view, tool, input, isReplay),
    ...nextLinks(view, limits.PAGE_BYTES - RESULT_BYTES_A_PAGE - FRAME_BYTES),
  ];
  const called = `${tool.name}${input === null ? "" : ` with ${firstBytes(words(input), 0, 400)}`}`;
  const who = answer.kind === "reply" ? "What the app said" : "Why";
  const head = headline(called, status, finishedAtMs, isReplay, who);
  const result = answer.kind === "reply" ? fenced(shown.text, view.newKey()) : shown.text;
  return textAnswer(
    status,
    `${head}\n\n${result}\n\nNEXT\n${printLinks(links)}\nAll tools: ${view.base}\n`,
    "text/plain",
    headers,
  );
}

/** A page has a body, whatever the app's status says of its own; and no reader should look for a redirect in it. */
const pageStatus = (status: number): number =>
  status === 204 || status === 205 || (status >= 300 && status < 400) ? 200 : status;

/** The app cannot know the key, so nothing in its data can look like the end of it, or like the links that follow. */
const fenced = (text: string, key: string): string =>
  `----- data of the app, up to the next ${key} -----\n${text}\n----- ${key} -----`;

function resultPart(text: string, from: number): { readonly text: string; readonly next: number | null } {
  const part = firstBytes(text, from, RESULT_BYTES_A_PAGE);
  const next = from + part.length;
  if (next >= text.length)
    return { text: from === 0 ? part : `(from character ${from} on)\n${part}`, next: null };
  return { text: `${part}\n… cut here, after ${next} of ${text.length} characters.`, next };
}

/** As much of the text as fits into so many bytes of UTF-8, never half a character. */
function firstBytes(text: string, from: number, maxBytes: number): string {
  let end = from;
  let bytes = 0;
  for (const character of text.slice(from, from + maxBytes)) {
    bytes += new TextEncoder().encode(character).length;
    if (bytes > maxBytes) break;
    end += character.length;
  }
  return text.slice(from, end);
}

function moreLink(view: LinkView, callId: string | null, next: number | null): readonly PrintedLink[] {
  if (callId === null || next === null) return [];
  return [{ meaning: "Read on in this result", url: `${view.base}/_as/tasks/${callId}?from=${next}` }];
}

function headline(
  called: string,
  status: number,
  finishedAtMs: number,
  isReplay: boolean,
  who: string,
): string {
  const at = clockTime(finishedAtMs);
  if (isReplay)
    return `Already done at ${at}: ${called}. This link runs once; nothing was run now. The stored result:`;
  return status < 400
    ? `Done at ${at}: ${called}. The result:`
    : `Not done (status ${status}, ${at}): ${called}. ${who}:`;
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
  if (answer.kind === "reply")
    return typeof answer.body === "string" && answer.body !== "" ? answer.body : "(empty)";
  const { code, message, hint } = answer.refusal;
  return `${code}: ${message}${hint === undefined ? "" : `\n${hint}`}`;
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
