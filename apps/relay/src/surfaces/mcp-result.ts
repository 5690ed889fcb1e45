/** What became of a call, in the words of the Model Context Protocol. */
import { isJsonObject, type JsonObject, limits, parseJson, type Refusal } from "@agent-socket/protocol";
import type { Reply } from "./call.ts";

type McpContent =
  | { readonly type: "text"; readonly text: string }
  | { readonly type: "image" | "audio"; readonly data: string; readonly mimeType: string }
  | {
      readonly type: "resource";
      readonly resource: { readonly uri: string; readonly mimeType: string; readonly blob: string };
    };

export type McpResult = {
  readonly content: McpContent[];
  readonly structuredContent?: JsonObject;
  readonly isError?: true;
};

/** The call that a result belongs to. */
export type McpCall = {
  readonly tool: string;
  /** The app announced the form of its results, and clients hold it to that. */
  readonly hasOutputSchema: boolean;
  /** Names the result where a client wants an address for it. */
  readonly requestId: string;
  readonly waitTool: string | null;
};

export type Running = {
  readonly taskId: string;
  readonly progress: {
    readonly progress: number;
    readonly total: number | null;
    readonly message: string | null;
  } | null;
};

/** Models are shown these; other kinds of images make some clients fail. */
const SHOWN_IMAGES = new Set(["image/png", "image/jpeg", "image/gif", "image/webp"]);

/** The app's answer as it is; words of ours stand in a block of their own. */
export function replyResult(call: McpCall, { status, contentType, body }: Reply): McpResult {
  const type = contentType.split(";")[0]?.trim().toLowerCase() ?? "";
  const own = body.length === 0 ? [] : [blockOf(call, type, body)];
  if (status >= 400) return failure(`The tool "${call.tool}" failed with status ${status}.`, own);
  const structuredContent = typeof body === "string" ? objectIn(type, body) : null;
  if (structuredContent !== null) return { content: own, structuredContent };
  if (call.hasOutputSchema)
    return failure(
      `The tool "${call.tool}" did run (status ${status}). Its result is not the JSON object that the app announced.`,
      own,
    );
  return { content: own.length > 0 ? own : [text(`Done (status ${status}); the app sent no content.`)] };
}

/**
 * The call goes on. Where clients hold the result to a schema, this can only be told as an error, whose form they do
 * not check.
 */
export function runningResult(call: McpCall, { taskId, progress }: Running): McpResult {
  const soFar = progress === null ? "" : ` So far: ${progressWords(progress)}.`;
  const words =
    call.tool === call.waitTool
      ? `The task "${taskId}" is still running in the app; it has not failed.${soFar} ${call.tool} can be called again for it.`
      : `The call of "${call.tool}" is still running in the app; it has not failed.${soFar} Its result will come from ${call.waitTool} with task "${taskId}". Calling "${call.tool}" again would start it a second time.`;
  if (call.hasOutputSchema) return failure(words);
  return { content: [text(words)], structuredContent: { status: "running", task: taskId } };
}

/** Why nothing came of a call, so that a model can act on it. */
export function refusalResult(refusal: Refusal): McpResult {
  const { code, message, issues = [], retryAfterSeconds } = refusal;
  // It speaks of a batch by HTTP, which a client of this protocol cannot send.
  const hint = code === "rate_limited" ? undefined : refusal.hint;
  const lines = [
    message,
    ...issues
      .filter((issue) => !message.includes(issue.message))
      .map((issue) => `- ${issue.pointer || "/"}: ${issue.message}`),
    ...(hint === undefined ? [] : [hint]),
    ...(retryAfterSeconds === undefined || hint !== undefined
      ? []
      : [`It can be tried again in ${retryAfterSeconds} s.`]),
    `(${code})`,
  ];
  return failure(lines.join("\n"));
}

const failure = (words: string, own: readonly McpContent[] = []): McpResult => ({
  content: [text(words), ...own],
  isError: true,
});

const text = (words: string): McpContent => ({ type: "text", text: words });

function blockOf(call: McpCall, type: string, body: Reply["body"]): McpContent {
  if (typeof body === "string") return text(body);
  const data = base64(body);
  if (SHOWN_IMAGES.has(type)) return { type: "image", data, mimeType: type };
  if (type.startsWith("audio/")) return { type: "audio", data, mimeType: type };
  const uri = `result://${call.requestId}`;
  return { type: "resource", resource: { uri, mimeType: type || "application/octet-stream", blob: data } };
}

function objectIn(type: string, body: string): JsonObject | null {
  if (!/^[^/]+\/(?:[^/]+\+)?json$/.test(type)) return null;
  const parsed = parseJson(body, limits.MAX_JSON_DEPTH);
  return parsed !== null && isJsonObject(parsed.value) ? parsed.value : null;
}

function progressWords({ progress, total, message }: NonNullable<Running["progress"]>): string {
  const amount = total === null ? String(progress) : `${progress} of ${total}`;
  return message === null ? amount : `${amount} (${message})`;
}

/** In pieces: a call takes only so many arguments. */
function base64(bytes: Uint8Array): string {
  let binary = "";
  for (let start = 0; start < bytes.length; start += 0x8000)
    binary += String.fromCharCode(...bytes.subarray(start, start + 0x8000));
  return btoa(binary);
}
