/** Sends a request by the playground's link, and hides the link in whatever comes back. */
import * as v from "valibot";
import { Refused } from "../../refused.ts";
import type { CallRequest } from "./call-request.ts";

export type RelayReply = {
  readonly status: number;
  readonly contentType: string;
  /** What was said, without the link; `null` for bytes that are no text. */
  readonly text: string | null;
  /** Of the whole answer, though `text` may show less of it. */
  readonly bytes: number;
  readonly isCut: boolean;
  readonly requestId: string | null;
  readonly durationMs: number;
  /** Of a call that runs on: where its result will be. */
  readonly task: string | null;
};

export type Place = { readonly relayUrl: string; readonly token: string };

export const TaskId = v.pipe(v.string(), v.regex(/^[\w-]{1,64}$/, "This is no task."));
const Running = v.pipe(v.string(), v.parseJson(), v.object({ task: TaskId }));

const TIMEOUT_MS = 40_000;
const MOST_SHOWN_CHARS = 100_000;

/** Nothing but this link of this relay can be reached, whatever the path says. */
export async function askRelay(
  { relayUrl, token }: Place,
  { method, path, body }: CallRequest,
  headers: Readonly<Record<string, string>> = {},
): Promise<RelayReply> {
  const base = new URL(`${relayUrl}/v1/t/${token}`).href;
  const url = URL.canParse(base + path) ? new URL(base + path).href : "";
  if (url !== base && !url.startsWith(`${base}/`))
    throw new Refused("invalid", "This is no address of a tool.");
  const startedAt = performance.now();
  const sent = { ...(body !== null && { "content-type": "application/json" }), ...headers };
  try {
    const response = await fetch(url, {
      method,
      body,
      headers: { accept: "application/json, text/plain;q=0.9, */*;q=0.1", ...sent },
      signal: AbortSignal.timeout(TIMEOUT_MS),
      redirect: "error",
      cache: "no-store",
    });
    const content = new Uint8Array(await response.arrayBuffer());
    const durationMs = Math.round(performance.now() - startedAt);
    return { ...shown(response, content, token), durationMs };
  } catch (cause) {
    const isLate = cause instanceof DOMException && cause.name === "TimeoutError";
    const what = isLate ? `did not answer within ${TIMEOUT_MS / 1000} seconds` : "cannot be reached";
    throw new Refused("relay_unreachable", `The relay ${what}. Whether the call ran is not known.`);
  }
}

function shown(
  { status, headers }: Response,
  content: Uint8Array,
  token: string,
): Omit<RelayReply, "durationMs"> {
  const contentType = headers.get("content-type") ?? "";
  const text = isText(contentType) ? masked(new TextDecoder().decode(content), token) : null;
  return {
    status,
    contentType,
    text: text === null ? null : text.slice(0, MOST_SHOWN_CHARS),
    bytes: content.byteLength,
    isCut: text !== null && text.length > MOST_SHOWN_CHARS,
    requestId: headers.get("x-request-id"),
    task: status === 202 ? taskIn(text ?? "") : null,
  };
}

function taskIn(text: string): string | null {
  const read = v.safeParse(Running, text);
  return read.success ? read.output.task : null;
}

const isText = (contentType: string): boolean =>
  contentType === "" || /^text\/|[/+]json\b|[/+]xml\b|event-stream/.test(contentType);

/** A relay may be known by several hosts, so any address with the token in it is the link. */
const masked = (text: string, token: string): string =>
  text
    .replaceAll(new RegExp(`https?://[^\\s"'<>()]{1,300}?/v1/t/${token}`, "g"), "$AGENT_LINK")
    .replaceAll(token, "$AGENT_TOKEN");
