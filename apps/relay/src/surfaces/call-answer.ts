/** The answer of a call: as the app gave it, or the address where its result will be. */
import { type Answer, harmlessType, jsonAnswer, refusalAnswer } from "./answer.ts";
import type { Finished, Running } from "./call.ts";
import { fresh } from "./call-link.ts";
import { waitingPage } from "./call-page.ts";
import type { LinkView } from "./link-view.ts";

const LINK_WAIT_SECONDS = 8;
const WAIT_SECONDS = 25;

/** The app's reply goes through as it is, but for types that a browser would run as a page of ours. */
export function replyAnswer({ result, isReplay }: Finished, request: { readonly requestId: string }): Answer {
  const headers = isReplay ? { "idempotency-replayed": "true" } : {};
  if (result.answer.kind === "refused") {
    const refused = refusalAnswer(result.answer.refusal, request);
    return { ...refused, headers: { ...refused.headers, ...headers } };
  }
  const { status, contentType, body } = result.answer;
  return { status, headers: { "content-type": harmlessType(contentType), ...headers }, body };
}

export function taskAnswer(view: LinkView, running: Running): Answer {
  const address = `${view.base}/_as/tasks/${running.taskId}?wait=`;
  if (running.surface === "link") {
    const [name, text] = fresh(view);
    return waitingPage(view, running, `${address}${LINK_WAIT_SECONDS}&${name}=${text}`);
  }
  const who = running.isAsk
    ? "The call waits for the person in the app."
    : "The call is still running in the app.";
  return jsonAnswer(202, {
    task: running.taskId,
    url: `${address}${WAIT_SECONDS}`,
    hint: `${who} Its result will be at this address; opening it waits for it and runs nothing.`,
    ...(running.progress === null ? {} : { progress: running.progress }),
  });
}
