/** A call by link as its reader sees it: what happened, the result, and what can be done next. */
import {
  cleanLine,
  cleanText,
  errorTable,
  type ErrorCode,
  isJsonObject,
  isReadOnlyTool,
  type JsonObject,
  limits,
  parseJson,
  type Refusal,
  type Tool,
} from "@agent-socket/protocol";
import { type Answer, byteLength, clockTime, harmlessType, refusalHeaders, textAnswer } from "./answer.ts";
import type { Finished, LinkCall, Reply, Running } from "./call.ts";
import { callLink, freshAskLink, homeLink, pickLink, queryFromArguments } from "./call-link.ts";
import { corrected, fittingPart } from "./correction.ts";
import { firstBytes, shortened } from "./cut.ts";
import { fenced } from "./fence.ts";
import { foundLinks } from "./found-values.ts";
import type { LinkView } from "./link-view.ts";
import { nextList } from "./next-list.ts";
import { isShort, type PrintedLink, titleOf, words } from "./tool-links.ts";

type Outcome = "ok" | "tool_error" | "running" | ErrorCode;

const RESULT_BYTES_A_PAGE = 4_500;
const MAX_MESSAGE_CHARS = 1_600;
const MAX_NAME_CHARS = 64;
const TAIL_BYTES = 60;

/** The ended call; its result from the character `from` on. */
export function callPage(view: LinkView, call: LinkCall, finished: Finished, from = 0): Answer {
  const { answer, finishedAtMs } = finished.result;
  if (answer.kind === "refused") return refusedPage(view, call, answer.refusal, undefined, finished);
  const outcome = answer.status < 400 ? "ok" : "tool_error";
  const status = call.isPrinted ? 200 : pageStatus(answer.status);
  const replayed = finished.isReplay ? { "idempotency-replayed": "true" } : {};
  if (typeof answer.body !== "string") {
    const headers = {
      "content-type": harmlessType(answer.contentType),
      ...replayed,
      ...outcomeHeader(outcome),
    };
    return { status: call.isPrinted ? 200 : answer.status, headers, body: answer.body };
  }
  const shown = resultPart(answer.body === "" ? "(empty)" : answer.body, from);
  // Who reads this page is an AI: what cannot be seen could only smuggle. The bytes as they are come by POST.
  const data = fenced("data of the app", cleanText(shown.text), view.newKey());
  const head = `${headline(view, call, answer, finished.isReplay, clockTime(finishedAtMs))}\n\n${data}`;
  const first = [
    ...moreLink(view, finished.callId, shown.next),
    ...(finished.isReplay ? sameCall(view, call, "Run the same call once more") : []),
    ...(outcome === "ok" ? foundLinks(view, call.tool, answer.body) : []),
  ];
  return textAnswer(status, withNext(view, head, first, call.tool), "text/plain", {
    ...replayed,
    ...outcomeHeader(outcome),
  });
}

/** A call without an answer of the app. With `fits`, arguments that did not fit are mended where that is possible. */
export function refusedPage(
  view: LinkView,
  call: LinkCall,
  refusal: Refusal,
  fits?: (input: JsonObject) => boolean,
  { isReplay }: { readonly isReplay: boolean } = { isReplay: false },
): Answer {
  const { code, message, hint } = refusal;
  const tool = toolOf(view, call);
  const links = mendingLinks(view, call, tool, code, fits);
  // The ready link stands below, so the hint that holds one would only be a second.
  const isSaid = hint === undefined || (code === "once_required" && links.length > 0);
  const why = [message, ...(isSaid ? [] : [hint])].map((text) => cleanLine(text, MAX_MESSAGE_CHARS));
  const again = isReplay ? " This link runs once, so opening it again ran nothing." : "";
  const head = `${verdicts[code] ?? "Not run"}: ${nameOf(tool, call)}.${again}\n${why.join("\n")}\n(${code})`;
  const status = call.isPrinted ? 200 : errorTable[code].http;
  return textAnswer(status, withNext(view, head, links), "text/plain", {
    ...refusalHeaders(refusal),
    ...(isReplay ? { "idempotency-replayed": "true" } : {}),
    ...outcomeHeader(code),
  });
}

/** What the first words say of a call that has no result to show. */
const verdicts: Readonly<Record<string, string>> = {
  already_done: "Already done, nothing was run now",
  outcome_unknown: "Not known whether it ran",
  tool_timeout: "No answer from the app in time",
  bad_reply: "Run, but the answer of the app cannot be read",
  reply_too_large: "Run, but the answer of the app is too large",
};

/** Links that came to nothing for a passing reason, or for their key alone: the same call under a fresh one. */
const againWords: Readonly<Record<string, string>> = {
  once_required: "Run this call, once",
  idempotency_conflict: "Run this call, once",
  already_done: "Run the same call once more",
  app_offline: "Try the same call again",
  rate_limited: "Try the same call again",
  too_many_inflight: "Try the same call again",
};

function mendingLinks(
  view: LinkView,
  call: LinkCall,
  tool: Tool | undefined,
  code: ErrorCode,
  fits: ((input: JsonObject) => boolean) | undefined,
): readonly PrintedLink[] {
  const again = againWords[code];
  if (again !== undefined) return sameCall(view, call, again);
  if (code !== "invalid_input" || tool === undefined || !view.toolsByLink.includes(tool)) return [];
  const input = call.input ?? {};
  const meant = fits === undefined ? null : corrected(tool, input, fits);
  const kept = [...queryFromArguments(fittingPart(tool, input))];
  return [
    ...(meant === null
      ? []
      : [
          {
            meaning: `Run it with what is nearest and fits: ${words(meant)}`,
            url: callLink(view, tool, meant),
          },
        ]),
    { meaning: `${titleOf(tool)}: choose from what fits`, url: pickLink(view, tool, kept) },
    ...(view.canAsk
      ? [
          {
            meaning: "Ask the person in the app to fill in the rest and send it",
            url: freshAskLink(view, tool, kept),
          },
        ]
      : []),
  ].filter(isShort);
}

/** A call that goes on: where its result will be. */
export function waitingPage(view: LinkView, running: Running, url: string): Answer {
  const { progress, isAsk, isPrinted } = running;
  const name = nameOf(toolOf(view, running), { ...running, input: null });
  const state = isAsk
    ? `Waiting for the person in the app: ${name}.\nIt shows them a form in its own tab, where they complete and send it, or decline, within ten minutes. That person is most often the user of this chat.`
    : `Still running: ${name}.`;
  const text = `${state}${progress === null ? "" : `\nSo far: ${progressWords(progress)}`}
The result will be at the address below. Opening it waits a few seconds for the result and runs nothing.

1. See the result
   ${url}
All tools: ${homeLink(view)}
`;
  return textAnswer(isPrinted ? 200 : 202, text, "text/plain", outcomeHeader("running"));
}

/** A link that cannot be used at all, for a reader that opens links. */
export function deadLinkPage(refusal: Refusal, isPrinted: boolean): Answer {
  const { code, message, hint } = refusal;
  const lines = [`Not run: ${message}`, ...(hint === undefined ? [] : [hint]), `(${code})`];
  return textAnswer(isPrinted ? 200 : errorTable[code].http, `${lines.join("\n")}\n`, "text/plain", {
    ...refusalHeaders(refusal),
    ...outcomeHeader(code),
  });
}

function withNext(view: LinkView, head: string, first: readonly PrintedLink[], called?: string): string {
  const before = `${head}\n\n## Next\n`;
  const after = `All tools: ${homeLink(view)}\n`;
  const list = nextList(
    view,
    first,
    limits.PAGE_BYTES - byteLength(before) - byteLength(after) - TAIL_BYTES,
    called,
  );
  return `${before}${list}${list === "" ? "" : "\n"}${after}`;
}

const outcomeHeader = (outcome: Outcome): Record<string, string> => ({ "agent-socket-outcome": outcome });

/** A page has a body, whatever the app's status says of its own; and no reader should look for a redirect in it. */
const pageStatus = (status: number): number =>
  status === 204 || status === 205 || (status >= 300 && status < 400) ? 200 : status;

function resultPart(text: string, from: number): { readonly text: string; readonly next: number | null } {
  const part = firstBytes(text, from, RESULT_BYTES_A_PAGE);
  const next = from + part.length;
  if (next >= text.length)
    return { text: from === 0 ? part : `(from character ${from} on)\n${part}`, next: null };
  return { text: `${part}\n… cut here, after ${next} of ${text.length} characters.`, next };
}

function moreLink(view: LinkView, callId: string | null, next: number | null): readonly PrintedLink[] {
  if (callId === null || next === null) return [];
  return [{ meaning: "Read on in this result", url: `${view.base}/_as/tasks/${callId}?from=${next}` }];
}

function headline(
  view: LinkView,
  call: LinkCall,
  { status, body }: Reply,
  isReplay: boolean,
  at: string,
): string {
  const tool = toolOf(view, call);
  const name = nameOf(tool, call);
  if (isReplay)
    return `Already ${status < 400 ? "done" : "tried"} at ${at}: ${name}. This link runs once, so opening it again ran nothing. The result from then:`;
  if (status < 400) {
    const did = tool !== undefined && isReadOnlyTool(tool) ? "Read" : "Done";
    return `${did} at ${at}: ${name}. The result:`;
  }
  return isDeclined(status, body)
    ? `Declined at ${at} by the person in the app: ${name}. What they said:`
    : `Not done (status ${status}, ${at}): ${name}. What the app said:`;
}

/** How an app tells that its person said no. */
function isDeclined(status: number, body: Reply["body"]): boolean {
  if (status !== 403 || typeof body !== "string") return false;
  const parsed = parseJson(body, limits.MAX_JSON_DEPTH)?.value;
  return isJsonObject(parsed) && isJsonObject(parsed["error"]) && parsed["error"]["code"] === "declined";
}

const toolOf = ({ tools }: LinkView, { tool }: Pick<LinkCall, "tool">): Tool | undefined =>
  tools.find(({ name }) => name === tool);

function nameOf(tool: Tool | undefined, { tool: name, input }: Pick<LinkCall, "tool" | "input">): string {
  const title = tool === undefined ? "" : titleOf(tool);
  const called = title === "" || title === name ? cleanLine(name, MAX_NAME_CHARS) : `${title} (${name})`;
  return input === null || Object.keys(input).length === 0
    ? called
    : `${called} with ${shortened(words(input), MAX_WORDS_BYTES)}`;
}

const MAX_WORDS_BYTES = 400;

function sameCall(view: LinkView, call: LinkCall, meaning: string): readonly PrintedLink[] {
  const tool = toolOf(view, call);
  if (tool === undefined || call.input === null || !view.toolsByLink.includes(tool)) return [];
  const url =
    call.isAsk === true
      ? freshAskLink(view, tool, [...queryFromArguments(call.input)])
      : callLink(view, tool, call.input);
  return [{ meaning, url }];
}

function progressWords({ progress, total, message }: NonNullable<Running["progress"]>): string {
  const done = total === null ? `${progress}` : `${progress} of ${total}`;
  return message === null ? done : `${done}, ${cleanLine(message, limits.MAX_PROGRESS_CHARS)}`;
}
