/** The forms of ids, and what the check character catches. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  ANONYMOUS_APP_ID,
  base32,
  base64url,
  fromBase64url,
  isAppId,
  isLinkId,
  isSessionId,
  newAppId,
  appKeyIdOf,
  newAppKey,
  newCallId,
  newCallKey,
  newRequestId,
  newResumeSecret,
  newSessionId,
  sha256,
} from "./id.ts";

const ALPHABET = [..."0123456789ABCDEFGHJKMNPQRSTVWXYZ"];
const bytes = (maxLength: number) => fc.uint8Array({ maxLength });

/** Base32 by the definition: the bits in groups of five, the last one padded with zeros. */
const slowBase32 = (input: Uint8Array): string => {
  const bits = [...input].map((byte) => byte.toString(2).padStart(8, "0")).join("");
  const groups = bits.match(/.{1,5}/g) ?? [];
  return groups.map((group) => ALPHABET[Number.parseInt(group.padEnd(5, "0"), 2)]).join("");
};

describe("encodings", () => {
  it("write base32 as its definition does", () => {
    fc.assert(fc.property(bytes(40), (input) => base32(input) === slowBase32(input)));
  });

  it("write base64 in the alphabet of URLs without padding, and read it back", () => {
    fc.assert(
      fc.property(bytes(40), (input) => {
        const text = base64url(input);
        const plain = btoa(String.fromCharCode(...input));
        expect(text).toBe(plain.replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", ""));
        expect(fromBase64url(text)).toEqual(Uint8Array.from(input));
      }),
    );
  });

  it("read only the canonical base64url of some bytes", () => {
    for (const text of ["A", "AB", "AAB", "AA==", "A A", "AA+A", "AA/A", "AAAA\n", "ÄAAA"])
      expect(fromBase64url(text), text).toBeNull();
    fc.assert(
      fc.property(fc.string({ maxLength: 12 }), (text) => {
        const decoded = fromBase64url(text);
        if (decoded !== null) expect(base64url(decoded)).toBe(text);
      }),
    );
  });

  it("hash UTF-8 text to 64 hexadecimal characters", async () => {
    expect(await sha256("")).toBe("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    expect(await sha256("ü")).toMatch(/^[0-9a-f]{64}$/);
  });
});

describe("new ids", () => {
  it("have their documented forms", () => {
    for (let count = 0; count < 200; count++) {
      expect(newSessionId()).toMatch(/^[0-9A-HJKMNP-TV-Z]{8}$/);
      expect(newResumeSecret()).toMatch(/^[A-Za-z0-9_-]{43}$/);
      expect(newRequestId()).toMatch(/^req_[0-9A-HJKMNP-TV-Z]{16}$/);
      expect(newCallKey()).toMatch(/^[0-9A-HJKMNP-TV-Z]{12}$/);
      expect(newAppId()).toMatch(/^as_app_[0-9A-HJKMNP-TV-Z]{13}$/);
      const { id, key } = newAppKey();
      expect(id).toMatch(/^[0-9A-HJKMNP-TV-Z]{8}$/);
      expect(key).toMatch(new RegExp(`^as_sk_${id}_[A-Za-z0-9_-]{43}$`));
    }
  });

  it("do not repeat", () => {
    const ids = Array.from({ length: 2000 }, () => newSessionId());
    expect(new Set(ids).size).toBe(2000);
  });

  it("are recognised, and look-alikes are not", () => {
    expect(isSessionId("7K3M9QXA")).toBe(true);
    expect(isLinkId("7K3M9QXA7K3M")).toBe(true);
    for (const text of ["", "7k3m9qxa", "7K3M9QX", "7K3M9QXAA", "7K3M9QXI", "7K3M9QXA\n", " 7K3M9QXA"])
      expect(isSessionId(text), JSON.stringify(text)).toBe(false);
    for (const text of ["", "7K3M9QXA7K3", "7K3M9QXA7K3U", "7K3M9QXA7K3M\n"])
      expect(isLinkId(text), JSON.stringify(text)).toBe(false);
  });
});

describe("an app id", () => {
  const appId = fc.constant(null).map(newAppId);

  it("is recognised as made, and so is the anonymous one", () => {
    fc.assert(fc.property(appId, (id) => isAppId(id)));
    expect(isAppId(ANONYMOUS_APP_ID)).toBe(true);
  });

  it("is refused with any one character mistyped", () => {
    for (let count = 0; count < 20; count++) {
      const id = newAppId();
      for (let at = "as_app_".length; at < id.length; at++) {
        const wrong = ALPHABET.filter((character) => character !== id[at]);
        for (const character of wrong) {
          const typed = id.slice(0, at) + character + id.slice(at + 1);
          expect(isAppId(typed), `${id} typed as ${typed}`).toBe(false);
        }
      }
    }
  });

  it("is refused with two neighbours swapped, but for the one pair the check cannot see", () => {
    fc.assert(
      fc.property(appId, fc.nat({ max: 11 }), (id, offset) => {
        const at = "as_app_".length + offset;
        const [first = "", second = ""] = id.slice(at, at + 2);
        fc.pre(first !== second && !["0Z", "Z0"].includes(first + second));
        return !isAppId(id.slice(0, at) + second + first + id.slice(at + 2));
      }),
    );
  });

  it("is refused when cut, extended, lower-cased or of another kind", () => {
    const id = newAppId();
    const wrong = [
      id.slice(0, -1),
      `${id}0`,
      id.toLowerCase(),
      ` ${id}`,
      `${id}\n`,
      "as_app_",
      "as_app_ANON",
      "",
    ];
    for (const text of wrong) expect(isAppId(text), JSON.stringify(text)).toBe(false);
  });
});

describe("an app key", () => {
  it("shows its id, and nothing that is no app key shows one", () => {
    const { id, key } = newAppKey();
    expect(appKeyIdOf(key)).toBe(id);
    for (const text of ["", id, `${key}x`, key.slice(1), key.toLowerCase()])
      expect(appKeyIdOf(text)).toBeNull();
  });
});

describe("a call's id", () => {
  it("is a UUID of version 7, in the order of time", () => {
    const times = [0, 1, 255, 256, 1_795_000_000_000, 1_795_000_000_001, 2 ** 47];
    const ids = times.map(newCallId);
    for (const id of ids)
      expect(id).toMatch(/^call_[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(ids.toSorted()).toEqual(ids);
    expect(Number.parseInt(newCallId(1_795_000_000_000).slice(5, 18).replace("-", ""), 16)).toBe(
      1_795_000_000_000,
    );
  });

  it("is another one each time in the same millisecond", () => {
    expect(new Set(Array.from({ length: 1_000 }, () => newCallId(7))).size).toBe(1_000);
  });
});
