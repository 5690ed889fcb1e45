/** Identifiers and secrets: their forms, how they are made, how they are recognised. */

const CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const APP_ID = /^as_app_([0-9A-HJKMNP-TV-Z]{12})([0-9A-HJKMNP-TV-Z])$/;
const SESSION_ID = /^[0-9A-HJKMNP-TV-Z]{8}$/;
const APP_KEY = /^as_sk_([0-9A-HJKMNP-TV-Z]{8})_[A-Za-z0-9_-]{43}$/;
const LINK_ID = /^[0-9A-HJKMNP-TV-Z]{12}$/;

/** The app id that needs no registration. It has small limits, and a self-hoster can turn it off. */
export const ANONYMOUS_APP_ID = "as_app_anon";

export const randomBytes = (count: number): Uint8Array<ArrayBuffer> =>
  crypto.getRandomValues(new Uint8Array(count));

/** Crockford base32, most significant bit first, without padding: `ceil(bits / 5)` characters. */
export function base32(bytes: Uint8Array): string {
  let text = "";
  let held = 0;
  let heldBits = 0;
  for (const byte of bytes) {
    held = (held << 8) | byte;
    heldBits += 8;
    while (heldBits >= 5) {
      heldBits -= 5;
      text += CROCKFORD.charAt((held >> heldBits) & 31);
    }
    held &= (1 << heldBits) - 1;
  }
  return heldBits > 0 ? text + CROCKFORD.charAt((held << (5 - heldBits)) & 31) : text;
}

/** RFC 4648 base64url without padding. */
export function base64url(bytes: Uint8Array): string {
  let binary = "";
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}

/** The bytes of a base64url text, or `null` when it is not the canonical encoding of any. */
export function fromBase64url(text: string): Uint8Array<ArrayBuffer> | null {
  if (!/^[A-Za-z0-9_-]*$/.test(text) || text.length % 4 === 1) return null;
  const bytes = Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (c) => c.charCodeAt(0));
  return base64url(bytes) === text ? bytes : null;
}

/** SHA-256 of a text's UTF-8 bytes, 64 lowercase hexadecimal characters. */
export async function sha256(text: string): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** 8 characters, 40 random bits. Not a secret: it routes to one session. */
export const newSessionId = (): string => base32(randomBytes(5));
export const isSessionId = (text: string): boolean => SESSION_ID.test(text);

/** 12 characters of base32: the public name of a link (a token id). */
export const isLinkId = (text: string): boolean => LINK_ID.test(text);

/** 43 characters, 256 random bits. The app's alone. */
export const newResumeSecret = (): string => base64url(randomBytes(32));

/** `req_` and 80 random bits: names one request in answers and logs. */
export const newRequestId = (): string => `req_${base32(randomBytes(10))}`;

/**
 * `call_` and a UUID of version 7, which begins with the time: what ended together lies together in the books' index, so
 * that a new row does not touch a page of it of its own. 74 bits are random.
 */
export function newCallId(nowMs: number): string {
  const time = nowMs.toString(16).padStart(12, "0");
  return `call_${time.slice(0, 8)}-${time.slice(8)}-7${crypto.randomUUID().slice(15)}`;
}

/** The key of one printed link that acts: 60 random bits, short because many readers cut long URLs. */
export const newCallKey = (): string => base32(randomBytes(8)).slice(0, 12);

/** `as_app_` + 12 random characters + a check character that catches a mistyped one. */
export function newAppId(): string {
  const body = base32(randomBytes(8)).slice(0, 12);
  return `as_app_${body}${checkCharacter(body)}`;
}

export function isAppId(text: string): boolean {
  if (text === ANONYMOUS_APP_ID) return true;
  const match = APP_ID.exec(text);
  return match !== null && checkCharacter(match[1] ?? "") === match[2];
}

/** `as_sk_<id>_<secret>`; `id` may be shown and logged, the whole key is stored only as SHA-256. */
export function newAppKey(): { readonly id: string; readonly key: string } {
  const id = base32(randomBytes(5));
  return { id, key: `as_sk_${id}_${base64url(randomBytes(32))}` };
}

/** The part of an app key that may be shown and logged, or `null` when the text is no app key. */
export const appKeyIdOf = (key: string): string | null => APP_KEY.exec(key)?.[1] ?? null;

/** Luhn's algorithm over base32 digits: any one mistyped character changes it, and nearly any swap of neighbours. */
function checkCharacter(body: string): string {
  let sum = 0;
  for (const [index, character] of [...body].entries()) {
    const product = CROCKFORD.indexOf(character) * (index % 2 === 0 ? 1 : 2);
    sum += (product >> 5) + (product & 31);
  }
  return CROCKFORD.charAt((32 - (sum % 32)) % 32);
}
