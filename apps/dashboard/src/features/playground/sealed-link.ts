/**
 * The playground's link as its cookie holds it: sealed, so that neither the browser nor a copy of its files can use it,
 * and bound to the login and the app it was made for.
 */
import * as v from "valibot";

const PlaygroundLinkSchema = v.object({
  token: v.pipe(v.string(), v.regex(/^\w+_[0-9A-Z]{8}_[\w-]{22}$/)),
  tokenId: v.string(),
  sessionId: v.string(),
  readOnly: v.boolean(),
  expiresAtMs: v.number(),
});

/** `token` is a secret: it leaves the server inside the seal alone. */
export type PlaygroundLink = Readonly<v.InferOutput<typeof PlaygroundLinkSchema>>;
/** Whose it is; the seal opens for nobody else. */
export type Holder = { readonly userId: string; readonly loginId: string; readonly appId: string };

const NONCE_BYTES = 12;
const PURPOSE = "agent-socket playground link, version 1";

/** The first of `secrets` seals; all of them open, so that their rotation closes no playground. */
export async function sealLink(
  link: PlaygroundLink,
  holder: Holder,
  secrets: readonly string[],
): Promise<string> {
  const [secret] = secrets;
  if (secret === undefined) throw new Error("There is no secret to seal with.");
  const iv = crypto.getRandomValues(new Uint8Array(NONCE_BYTES));
  const plain = new TextEncoder().encode(JSON.stringify(link));
  const sealed = await crypto.subtle.encrypt(cipher(iv, holder), await keyOf(secret), plain);
  return Buffer.concat([iv, Buffer.from(sealed)]).toString("base64url");
}

/** `null` for whatever was not sealed here for this holder, and for a link whose time is over. */
export async function openSeal(
  text: string,
  holder: Holder,
  secrets: readonly string[],
): Promise<PlaygroundLink | null> {
  const bytes = new Uint8Array(Buffer.from(text, "base64url"));
  const [iv, sealed] = [bytes.slice(0, NONCE_BYTES), bytes.slice(NONCE_BYTES)];
  for (const secret of secrets) {
    const plain = await decrypt(cipher(iv, holder), await keyOf(secret), sealed);
    const link = v.safeParse(v.pipe(v.string(), v.parseJson(), PlaygroundLinkSchema), plain);
    if (link.success) return link.output.expiresAtMs > Date.now() ? link.output : null;
  }
  return null;
}

/** `null` when the key, the holder or a byte is another. */
const decrypt = (algorithm: AesGcmParams, key: CryptoKey, sealed: BufferSource): Promise<string | null> =>
  crypto.subtle.decrypt(algorithm, key, sealed).then(
    (plain) => new TextDecoder().decode(plain),
    () => null,
  );

const cipher = (iv: Uint8Array<ArrayBuffer>, { userId, loginId, appId }: Holder): AesGcmParams => ({
  name: "AES-GCM",
  iv,
  additionalData: new TextEncoder().encode(JSON.stringify([userId, loginId, appId])),
});

/** A key of its own purpose: what is sealed here says nothing about the secret that signs, nor the other way round. */
async function keyOf(secret: string): Promise<CryptoKey> {
  const text = (value: string) => new TextEncoder().encode(value);
  const material = await crypto.subtle.importKey("raw", text(secret), "HKDF", false, ["deriveKey"]);
  return crypto.subtle.deriveKey(
    { name: "HKDF", hash: "SHA-256", salt: new Uint8Array(), info: text(PURPOSE) },
    material,
    { name: "AES-GCM", length: 256 },
    false,
    ["encrypt", "decrypt"],
  );
}
