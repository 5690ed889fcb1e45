/** A request's body as text, refused while it is read once it is over the limit. */
import { limits, no, ok, refuse, type Result } from "@agent-socket/protocol";

export async function readBody(request: Request): Promise<Result<string>> {
  if (request.body === null) return ok("");
  const tooLarge = no(refuse("too_large", `A request body is at most ${limits.MAX_REQUEST_BYTES} bytes.`));
  if (Number(request.headers.get("content-length") ?? 0) > limits.MAX_REQUEST_BYTES) return tooLarge;
  const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: false });
  let text = "";
  let bytes = 0;
  try {
    for await (const chunk of request.body) {
      bytes += chunk.byteLength;
      if (bytes > limits.MAX_REQUEST_BYTES) return tooLarge;
      text += decoder.decode(chunk, { stream: true });
    }
    return ok(text + decoder.decode());
  } catch (cause) {
    if (cause instanceof TypeError)
      return no(
        refuse("malformed", "The request body is not UTF-8 text.", {
          hint: "Send the arguments as one JSON object.",
        }),
      );
    throw cause;
  }
}
