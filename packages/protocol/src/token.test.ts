/** A token is accepted exactly as minted, under a key that is still active, and in no other form. */
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { newSessionId, sha256 } from "./id.ts";
import { importTokenKey, mintToken, readToken, tokenIdOf } from "./token.ts";

/** Any UTF-16 units, lone surrogates among them. */
const anyText = (maxLength: number) =>
  fc.uint16Array({ maxLength }).map((units) => String.fromCharCode(...units));

let key: CryptoKey;
let otherKey: CryptoKey;
beforeAll(async () => {
  key = await importTokenKey("a development secret of enough characters");
  otherKey = await importTokenKey("another development secret, also long enough");
});

const URL_ALPHABET = [..."ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"];
const accepted = async (text: string) => (await readToken(text, [key])) !== null;

describe("a minted token", () => {
  it("is 34 characters that name their session", async () => {
    const sessionId = newSessionId();
    const token = await mintToken(key, sessionId);
    expect(token).toMatch(new RegExp(`^as_${sessionId}_[A-Za-z0-9_-]{22}$`));
    expect(token).toHaveLength(34);
    expect(await readToken(token, [key])).toEqual({ sessionId, token });
  });

  it("never repeats within a session", async () => {
    const minted = await Promise.all(Array.from({ length: 500 }, () => mintToken(key, "7K3M9QXA")));
    expect(new Set(minted).size).toBe(500);
  });

  it("is refused with any one character changed", async () => {
    const token = await mintToken(key, newSessionId());
    for (let at = 0; at < token.length; at++) {
      for (const character of URL_ALPHABET) {
        if (character === token[at]) continue;
        const typed = token.slice(0, at) + character + token.slice(at + 1);
        expect(await accepted(typed), `character ${at} as ${character}`).toBe(false);
      }
    }
  });

  it("is refused with a character removed, added or doubled anywhere", async () => {
    const token = await mintToken(key, newSessionId());
    for (let at = 0; at <= token.length; at++) {
      const before = token.slice(0, at);
      const variants = [
        before + token.slice(at + 1),
        `${before}A${token.slice(at)}`,
        `${before}.${token.slice(at)}`,
        before + token.slice(at, at + 1) + token.slice(at),
      ];
      for (const text of variants.filter((variant) => variant !== token)) {
        expect(await accepted(text), `at ${at}`).toBe(false);
      }
    }
  });

  it("is refused with its verifier moved to another session", async () => {
    const token = await mintToken(key, "7K3M9QXA");
    expect(await accepted(token.replace("7K3M9QXA", "7K3M9QXB"))).toBe(false);
  });

  it("is refused in a second spelling of the same bytes", async () => {
    const token = await mintToken(key, newSessionId());
    const last = URL_ALPHABET.indexOf(token.at(-1) ?? "");
    for (let spare = 1; spare < 16; spare++) {
      const spelling = token.slice(0, -1) + URL_ALPHABET[(last & 48) | ((last + spare) & 15)];
      expect(await accepted(spelling), spelling.slice(-1)).toBe(false);
    }
  });

  it("is refused under another key and under none", async () => {
    const token = await mintToken(key, newSessionId());
    expect(await readToken(token, [otherKey])).toBeNull();
    expect(await readToken(token, [])).toBeNull();
  });

  it("survives a rotation, in which both keys are active", async () => {
    const old = await mintToken(key, "7K3M9QXA");
    const young = await mintToken(otherKey, "7K3M9QXA");
    for (const keys of [
      [key, otherKey],
      [otherKey, key],
    ]) {
      expect(await readToken(old, keys)).not.toBeNull();
      expect(await readToken(young, keys)).not.toBeNull();
    }
  });

  it("carries the prefix of its deployment and no other", async () => {
    for (const prefix of ["zz", "acme2", "abcdefgh"]) {
      const token = await mintToken(key, "7K3M9QXA", prefix);
      expect(token.startsWith(`${prefix}_7K3M9QXA_`)).toBe(true);
      expect(await readToken(token, [key], prefix)).toEqual({ sessionId: "7K3M9QXA", token });
      expect(await readToken(token, [key])).toBeNull();
    }
  });
});

describe("any other text", () => {
  it("is refused without an exception", async () => {
    await fc.assert(fc.asyncProperty(anyText(60), async (text) => !(await accepted(text))));
    await fc.assert(
      fc.asyncProperty(
        fc.string({ maxLength: 24 }),
        async (tail) => !(await accepted(`as_7K3M9QXA_${tail}`)),
      ),
    );
    for (const text of ["", "as", "as_", "as__", `as_7K3M9QXA_${"A".repeat(22)}`, "A".repeat(1_000_000)])
      expect(await accepted(text)).toBe(false);
  });
});

describe("a token id", () => {
  it("is the first 60 bits of the token's SHA-256 in base32", async () => {
    const digest = await sha256("as_7K3M9QXA_AAAAAAAAAAAAAAAAAAAAAA");
    const id = tokenIdOf(digest);
    const value = [...id].reduce(
      (sum, character) => sum * 32n + BigInt("0123456789ABCDEFGHJKMNPQRSTVWXYZ".indexOf(character)),
      0n,
    );
    expect(value).toBe(BigInt(`0x${digest.slice(0, 15)}`));
    expect(id).toHaveLength(12);
  });
});
