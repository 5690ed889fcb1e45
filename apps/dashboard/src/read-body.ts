/** A request's body as text, refused while it is read once it is over the limit. */
import { limits, no, ok, refuse, type Result } from "@agent-socket/protocol";

export async function readBody(request: Request): Promise<Result<string>> {
  if (request.body === null) return ok("");
  const decoder = new TextDecoder();
  let text = "";
  let bytes = 0;
  for await (const chunk of request.body) {
    bytes += chunk.byteLength;
    if (bytes > limits.MAX_REQUEST_BYTES)
      return no(refuse("too_large", `A message is at most ${limits.MAX_REQUEST_BYTES} bytes.`));
    text += decoder.decode(chunk, { stream: true });
  }
  return ok(text + decoder.decode());
}
