/** A link that leads nowhere, for a person's tab or for a program. */
import type { Refusal } from "@agent-socket/protocol";
import { type Answer, refusalAnswer } from "./answer.ts";
import { refusedHumanPage } from "./notice-page.ts";

type Asked = { readonly requestId: string; readonly isBrowserTab: boolean; readonly accept: string };

export const uselessLinkAnswer = (refusal: Refusal, request: Asked): Answer =>
  request.isBrowserTab && request.accept.includes("text/html")
    ? refusedHumanPage(refusal)
    : refusalAnswer(refusal, request);
