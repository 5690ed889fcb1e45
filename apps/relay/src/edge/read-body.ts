/** A request's body, refused while it is read once it is over the limit. */
import { limits, no, ok, refuse, type Result } from "@agent-socket/protocol";

export type Body = { readonly text: string; readonly encoding: "base64" | null };

/** What cannot be text, whoever sends it. */
const BYTES = /^(?:image|audio|video|font)\/|^application\/(?:octet-stream|pdf|zip|gzip|wasm)\b/i;

const UTF_8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: false });

/** As text, or as base64 where its type says that it is bytes. */
export async function readAnyBody(request: Request): Promise<Result<Body>> {
  const isBytes = BYTES.test(request.headers.get("content-type") ?? "") && request.body !== null;
  const read = isBytes ? await readBytes(request) : await readBody(request);
  if (!read.ok) return read;
  return typeof read.value === "string"
    ? ok({ text: read.value, encoding: null })
    : ok({ text: Buffer.concat(read.value).toString("base64"), encoding: "base64" });
}

export async function readBody(request: Request): Promise<Result<string>> {
  const bytes = await readBytes(request);
  if (!bytes.ok) return bytes;
  const [first, ...others] = bytes.value;
  if (first === undefined) return ok("");
  try {
    return ok(UTF_8.decode(others.length === 0 ? first : Buffer.concat(bytes.value)));
  } catch (cause) {
    if (cause instanceof TypeError)
      return no(
        refuse("malformed", "The request body is not UTF-8 text.", {
          hint: "Send the arguments as one JSON object, or bytes with their content type.",
        }),
      );
    throw cause;
  }
}

const atOnce = <T>(bytes: Uint8Array, tooLarge: T): T | Result<readonly Uint8Array[]> =>
  bytes.length > limits.MAX_REQUEST_BYTES ? tooLarge : ok([bytes]);

/** What breaks off, the client broke off: it hears nothing of that any more, and it is no fault of ours. */
async function readBytes(request: Request): Promise<Result<readonly Uint8Array[]>> {
  try {
    return await readStream(request);
  } catch (cause) {
    // A stream that is used wrongly; what a connection does is another error.
    if (cause instanceof TypeError) throw cause;
    return no(refuse("cancelled", "The request ended before its body did."));
  }
}

async function readStream(request: Request): Promise<Result<readonly Uint8Array[]>> {
  const tooLarge = no(refuse("too_large", `A request body is at most ${limits.MAX_REQUEST_BYTES} bytes.`));
  const declared = request.headers.get("content-length");
  if (Number(declared ?? 0) > limits.MAX_REQUEST_BYTES) return tooLarge;
  // At once where it is known how much comes: the stream's chunks cost more than the call that they carry.
  if (declared !== null) return atOnce(await request.bytes(), tooLarge);
  if (request.body === null) return ok([]);
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of request.body) {
    bytes += chunk.byteLength;
    if (bytes > limits.MAX_REQUEST_BYTES) return tooLarge;
    chunks.push(chunk);
  }
  return ok(chunks);
}
