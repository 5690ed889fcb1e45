/** What a handler may return, and its form on the wire: a status, a content type, and text or base64. */
/** An answer with a status of its own. Made by `reply()`. */
export class ToolReply {
  readonly status: number;
  readonly body: unknown;
  readonly contentType: string | null;

  constructor(status: number, body: unknown, contentType: string | null) {
    this.status = status;
    this.body = body;
    this.contentType = contentType;
  }
}

/**
 * An explicit answer: `reply(404, { error: "no such card" })`, `reply(200, svg, "image/svg+xml")`.
 * `status` is 200 to 599; `body` is whatever a handler may return.
 *
 * @example
 * ```ts
 * import { reply, tool } from "@agent-socket/sdk";
 *
 * const picture = tool({
 *   path: "/picture",
 *   method: "GET",
 *   description: "A red square.",
 *   handler: () => reply(200, '<svg xmlns="http://www.w3.org/2000/svg"><rect fill="red" width="9" height="9"/></svg>', "image/svg+xml"),
 * });
 * ```
 */
export const reply = (status: number, body: unknown, contentType?: string): ToolReply =>
  new ToolReply(status, body, contentType ?? null);

export type WireReply = {
  readonly status: number;
  readonly body: string;
  readonly bodyEncoding?: "base64";
  readonly contentType: string;
};

const JSON_TYPE = "application/json";
const TEXT_TYPE = "text/plain; charset=utf-8";
const BYTES_TYPE = "application/octet-stream";
/** Bytes handed to `String.fromCharCode` at once: more would overflow the stack. */
const CHUNK_BYTES = 0x8000;

/** Never throws: a result that cannot travel becomes an error that says so, for this call alone. */
export async function wireReply(
  result: unknown,
  toolName: string,
  maxResultBytes: number,
): Promise<WireReply> {
  const { status, body, contentType } = result instanceof ToolReply ? result : reply(200, result);
  if (!Number.isInteger(status) || status < 200 || status > 599)
    return errorReply(
      500,
      "tool_error",
      `The tool ${toolName} answered with the status ${status}; 200 to 599 exist.`,
    );
  try {
    const form = await bodyForm(body);
    const bytes = form.bytes ?? new TextEncoder().encode(form.text);
    if (bytes.length > maxResultBytes) return tooLarge(toolName, bytes.length, maxResultBytes);
    const type = contentType ?? form.contentType;
    return form.bytes === undefined
      ? { status, body: form.text, contentType: type }
      : { status, body: base64(form.bytes), bodyEncoding: "base64", contentType: type };
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    return errorReply(500, "tool_error", `The result of the tool ${toolName} could not be sent: ${why}`);
  }
}

/** The body that every failed call has: `{"error": {"code", "message"}}`. */
export const errorReply = (status: number, code: string, message: string, issues?: object): WireReply => ({
  status,
  body: JSON.stringify({ error: { code, message, ...(issues === undefined ? {} : { issues }) } }),
  contentType: JSON_TYPE,
});

export const tooLarge = (toolName: string, bytes: number, maxBytes: number): WireReply =>
  errorReply(
    502,
    "reply_too_large",
    `The result of the tool ${toolName} is ${bytes} bytes; at most ${maxBytes} can be sent. Ask for less at once.`,
  );

type BodyForm = { readonly contentType: string } & (
  { readonly text: string; readonly bytes?: undefined } | { readonly bytes: Uint8Array }
);

async function bodyForm(body: unknown): Promise<BodyForm> {
  if (typeof body === "string") return { text: body, contentType: TEXT_TYPE };
  if (body instanceof Blob)
    return { bytes: new Uint8Array(await body.arrayBuffer()), contentType: body.type || BYTES_TYPE };
  if (body instanceof ArrayBuffer) return { bytes: new Uint8Array(body), contentType: BYTES_TYPE };
  if (ArrayBuffer.isView(body))
    return { bytes: new Uint8Array(body.buffer, body.byteOffset, body.byteLength), contentType: BYTES_TYPE };
  // A handler that returns nothing has done its work; an empty body would leave the AI wondering.
  const text = JSON.stringify(body === undefined ? { ok: true } : body) as string | undefined;
  if (text === undefined) throw new Error(`a ${typeof body} is not JSON`);
  return { text, contentType: JSON_TYPE };
}

function base64(bytes: Uint8Array): string {
  let binary = "";
  for (let start = 0; start < bytes.length; start += CHUNK_BYTES)
    binary += String.fromCharCode(...bytes.subarray(start, start + CHUNK_BYTES));
  return btoa(binary);
}
