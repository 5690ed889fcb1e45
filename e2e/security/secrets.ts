/** The secrets that came up, and the search for them in whatever form. */

export type Finding = { readonly kind: string; readonly where: string; readonly form: string };

/** Enough of a kind: each more would be searched for in each file. */
const MOST_OF_A_KIND = 12;
/** What cannot be part of something else by chance. */
const MIN_CHARS = 12;

type Needle = { readonly kind: string; readonly form: string; readonly bytes: Buffer };

export class Secrets {
  readonly #byKind = new Map<string, Set<string>>();

  add(kind: string, secret: string): void {
    const known = this.#byKind.get(kind) ?? new Set();
    if (known.size < MOST_OF_A_KIND && secret.length >= MIN_CHARS) known.add(secret);
    this.#byKind.set(kind, known);
  }

  get kinds(): readonly string[] {
    return [...this.#byKind].map(([kind, { size }]) => `${size} × ${kind}`);
  }

  /** `search(where, bytes)` for as many places as there are. */
  searcher(): (where: string, bytes: Buffer) => readonly Finding[] {
    const needles = [...this.#byKind].flatMap(([kind, secrets]) =>
      [...secrets].flatMap((secret) => needlesOf(kind, secret)),
    );
    return (where, bytes) =>
      needles.flatMap(({ kind, form, bytes: needle }) =>
        bytes.includes(needle) ? [{ kind, where, form }] : [],
      );
  }
}

function needlesOf(kind: string, secret: string): readonly Needle[] {
  const forms: readonly (readonly [string, Buffer | string])[] = [
    ["as it is", secret],
    ["as hexadecimal", Buffer.from(secret).toString("hex")],
    ["as UTF-16", Buffer.from(secret, "utf16le")],
    ["in an address", encodeURIComponent(secret)],
    ["reversed", [...secret].reverse().join("")],
    ...[0, 1, 2].flatMap((before): [string, string][] => [
      [`as base64 behind ${before} bytes`, base64Within(secret, before, "base64")],
      [`as base64url behind ${before} bytes`, base64Within(secret, before, "base64url")],
    ]),
  ];
  const unique = new Map(forms.map(([form, needle]) => [String(needle), [form, needle] as const]));
  return [...unique.values()].map(([form, needle]) => ({ kind, form, bytes: Buffer.from(needle) }));
}

/** What the secret becomes in the middle of something longer: without the characters at its ends that depend on that. */
function base64Within(secret: string, before: number, encoding: "base64" | "base64url"): string {
  const encoded = Buffer.concat([Buffer.alloc(before), Buffer.from(secret)]).toString(encoding);
  return encoded.slice(Math.ceil((before * 4) / 3), -4).replaceAll("=", "");
}
