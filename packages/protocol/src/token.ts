/**
 * The token inside a link: `<prefix>_<sessionId>_<verifier>`. The verifier is 80 random bits and a 48-bit keyed tag,
 * so the edge can tell a forged or mistyped token from a real one without touching any session.
 */
import { base32, base64url, fromBase64url, isSessionId, randomBytes } from "./id.ts";

export const DEFAULT_TOKEN_PREFIX = "as";

const RANDOM_BYTES = 10;
const TAG_BYTES = 6;
const VERIFIER_CHARACTERS = 22;

export type ReadToken = { readonly sessionId: string; readonly token: string };

/** `secret`: at least 32 bytes of entropy as text; kept by the relay alone. */
export function importTokenKey(secret: string): Promise<CryptoKey> {
  return crypto.subtle.importKey(
    "raw",
    new TextEncoder().encode(secret),
    { name: "HMAC", hash: "SHA-256" },
    false,
    ["sign"],
  );
}

/** A new token for a session, 34 characters with the default prefix. */
export async function mintToken(
  key: CryptoKey,
  sessionId: string,
  prefix = DEFAULT_TOKEN_PREFIX,
): Promise<string> {
  const random = randomBytes(RANDOM_BYTES);
  const verifier = new Uint8Array(RANDOM_BYTES + TAG_BYTES);
  verifier.set(random);
  verifier.set(await keyedTag(key, sessionId, random), RANDOM_BYTES);
  return `${prefix}_${sessionId}_${base64url(verifier)}`;
}

/** The session a token names, or `null` when its shape or its tag is wrong under every key (several during rotation). */
export async function readToken(
  text: string,
  keys: readonly CryptoKey[],
  prefix = DEFAULT_TOKEN_PREFIX,
): Promise<ReadToken | null> {
  const sessionId = text.slice(prefix.length + 1, prefix.length + 9);
  const verifier = text.slice(prefix.length + 10);
  const shaped = text === `${prefix}_${sessionId}_${verifier}` && isSessionId(sessionId);
  if (!shaped || verifier.length !== VERIFIER_CHARACTERS) return null;
  const bytes = fromBase64url(verifier);
  if (bytes === null) return null;
  const random = bytes.subarray(0, RANDOM_BYTES);
  const tag = bytes.subarray(RANDOM_BYTES);
  for (const key of keys) {
    if (equalBytes(tag, await keyedTag(key, sessionId, random))) return { sessionId, token: text };
  }
  return null;
}

/** The public name of a token: 12 base32 characters of its SHA-256 (`digest`: 64 hexadecimal characters). */
export function tokenIdOf(digest: string): string {
  const bytes = Uint8Array.from({ length: 8 }, (_, index) =>
    Number.parseInt(digest.slice(index * 2, index * 2 + 2), 16),
  );
  return base32(bytes).slice(0, 12);
}

async function keyedTag(key: CryptoKey, sessionId: string, random: Uint8Array): Promise<Uint8Array> {
  const message = new Uint8Array(sessionId.length + random.length);
  message.set(new TextEncoder().encode(sessionId));
  message.set(random, sessionId.length);
  return new Uint8Array(await crypto.subtle.sign("HMAC", key, message)).subarray(0, TAG_BYTES);
}

/** Takes the same time whatever the first difference is. */
function equalBytes(a: Uint8Array, b: Uint8Array): boolean {
  let difference = a.length ^ b.length;
  for (const [index, byte] of a.entries()) difference |= byte ^ (b[index] ?? 0);
  return difference === 0;
}
