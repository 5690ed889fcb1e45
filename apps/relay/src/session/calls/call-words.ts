/** The words around a call: the frame that carries it, the reply that ends it, and what a caller hears when none came. */
import {
  type AppFrame,
  limits,
  no,
  ok,
  refuse,
  type Refusal,
  type RelayFrame,
  type Result,
} from "@agent-socket/protocol";
import { byteLength } from "../../surfaces/answer.ts";
import type { Call } from "../records.ts";
import type { CallRequest, Session } from "../session.ts";

const MAX_TYPE_CHARS = 256;

export function callFrame(call: Call, request: CallRequest): Extract<RelayFrame, { type: "tool_call" }> {
  const { tool, link, body, bodyEncoding, contentType, surface, client } = request;
  return {
    type: "tool_call",
    id: call.id,
    method: tool.method,
    path: tool.path,
    tool: tool.name,
    body,
    ...(bodyEncoding === null ? {} : { bodyEncoding }),
    contentType: contentType.slice(0, MAX_TYPE_CHARS),
    headers: call.key === null ? {} : { "idempotency-key": call.key },
    caller: { tokenId: link.tokenId, label: link.label, surface, client },
    deadlineMs: call.deadlineAtMs - call.sentAtMs,
    attempt: 1,
    ...(call.isAsk ? { ask: true } : {}),
  };
}

export type ReplyFrame = Pick<
  Extract<AppFrame, { type: "tool_reply" }>,
  "id" | "status" | "body" | "bodyEncoding" | "contentType"
>;

export function readReply(
  frame: ReplyFrame,
): Result<{ contentType: string; body: string | Uint8Array<ArrayBuffer> }> {
  const tooLarge = no(
    refuse(
      "reply_too_large",
      `The app's answer is over ${limits.MAX_RESULT_BYTES} bytes. The call did run.`,
      { hint: "Ask for less, where the tool allows it." },
    ),
  );
  const contentType =
    frame.contentType ?? (frame.bodyEncoding === "base64" ? "application/octet-stream" : "application/json");
  if (frame.bodyEncoding === undefined)
    return byteLength(frame.body) > limits.MAX_RESULT_BYTES
      ? tooLarge
      : ok({ contentType, body: frame.body });
  if (frame.body.length > Math.ceil(limits.MAX_RESULT_BYTES / 3) * 4) return tooLarge;
  try {
    return ok({
      contentType,
      body: Uint8Array.from(atob(frame.body), (character) => character.charCodeAt(0)),
    });
  } catch {
    return no(refuse("bad_reply", "The app's answer says that it is base64, and is not. The call did run."));
  }
}

export function appOffline({ record, ports }: Session): Refusal {
  if (record?.isSuspended === true)
    return refuse(
      "app_suspended",
      `The app "${record.appName}" is suspended at the moment. Nothing was run.`,
      {
        hint: "Tell the user. If the app is allowed again, this same link works again.",
      },
    );
  const since = record?.awaySinceMs ?? null;
  const ago =
    since === null ? "" : ` It went away ${Math.max(1, Math.round((ports.now() - since) / 1000))} s ago.`;
  return refuse("app_offline", `The app is not connected at the moment.${ago} Nothing was run.`, {
    hint: "Ask the user to open the app (its browser tab must stay open), then use this same link again: it keeps working.",
    retryAfterSeconds: 5,
  });
}

export const agentGone: Refusal = refuse("cancelled", "The agent went away before the answer.");
export const cancelledByAgent: Refusal = refuse(
  "cancelled",
  "This call was cancelled by the agent. It may have run, or not.",
  { hint: "Read the app's state to see what happened." },
);

export function outcomeUnknown(call: Call): Refusal {
  return refuse(
    "outcome_unknown",
    `The app went away during the call of "${call.tool}". It may have run, or not.`,
    {
      hint: call.isIdempotent
        ? "Repeating it is safe: it has the same effect once or twice."
        : "Read the app's state before you repeat it.",
    },
  );
}
