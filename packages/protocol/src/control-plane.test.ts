/** A control message counts only as signed, fresh, and for the address it arrived at. */
import fc from "fast-check";
import { afterEach, describe, expect, it, vi } from "vitest";
import * as v from "valibot";
import {
  NOTHING_USED_UP,
  PutApp,
  readControl,
  ReadApp,
  type RegistryEntry,
  RevokeLink,
  signControl,
} from "./control-plane.ts";
import { CONTROL_SKEW_SECONDS } from "./limit.ts";

const secret = (fill: number) => `whsec_${btoa(String.fromCharCode(fill).repeat(32))}`;
const [old, young, stranger] = [secret(1), secret(2), secret(3)];
const body = JSON.stringify({
  operation: "revoke_link",
  target: "7K3M9QXA",
  appId: "as_app_anon",
  tokenId: "T",
});

const signed = (text = body, secrets = [old], now = new Date()) => ({
  body: text,
  headers: new Headers(signControl(text, secrets, now)),
});
const read = (message: { body: string; headers: Headers }, secrets = [old], target = "7K3M9QXA") => {
  const result = readControl(RevokeLink, message, secrets, target);
  return result.ok ? "accepted" : result.refusal.code;
};

afterEach(() => {
  vi.useRealTimers();
});

describe("a signed message", () => {
  it("is accepted and parsed", () => {
    expect(readControl(RevokeLink, signed(), [old], "7K3M9QXA")).toEqual({
      ok: true,
      value: JSON.parse(body),
    });
  });

  it("has an id of its own each time", () => {
    const ids = Array.from({ length: 100 }, () => signed().headers.get("webhook-id"));
    expect(new Set(ids).size).toBe(100);
  });

  it("survives a rotation of secrets, and the old secret's removal ends it", () => {
    expect(read(signed(body, [old]), [young, old])).toBe("accepted");
    expect(read(signed(body, [young, old]), [old, young])).toBe("accepted");
    expect(read(signed(body, [old]), [young])).toBe("signature_invalid");
    expect(read(signed(), [])).toBe("signature_invalid");
    expect(() => signControl(body, [])).toThrow("No control secret");
  });

  it("is accepted 300 seconds off and refused at 301, either way", () => {
    vi.useFakeTimers({ now: Date.UTC(2026, 10, 1) });
    for (const side of [-1, 1]) {
      const at = (seconds: number) => signed(body, [old], new Date(Date.now() + side * seconds * 1000));
      expect(read(at(CONTROL_SKEW_SECONDS))).toBe("accepted");
      expect(read(at(CONTROL_SKEW_SECONDS + 1))).toBe("signature_invalid");
    }
  });
});

describe("a message is refused", () => {
  it("with any byte of its body changed", () => {
    const message = signed();
    fc.assert(
      fc.property(fc.nat({ max: body.length - 1 }), fc.integer({ min: 32, max: 126 }), (at, code) => {
        const text = body.slice(0, at) + String.fromCharCode(code) + body.slice(at + 1);
        fc.pre(text !== body);
        return read({ body: text, headers: message.headers }) === "signature_invalid";
      }),
    );
  });

  it("with any of its three headers missing, changed or hostile", () => {
    for (const name of ["webhook-id", "webhook-timestamp", "webhook-signature"]) {
      for (const value of [null, "", "0", "v1", "v1,", "v2,abc", "v1,abc v1", "NaN", "9".repeat(400)]) {
        const message = signed();
        if (value === null) message.headers.delete(name);
        else message.headers.set(name, value);
        expect(read(message), `${name}: ${value}`).toBe("signature_invalid");
      }
    }
  });

  it("under a stranger's secret", () => {
    expect(read(signed(body, [stranger]))).toBe("signature_invalid");
  });

  it("at another address than it names", () => {
    expect(read(signed(), [old], "7K3M9QXB")).toBe("signature_invalid");
  });

  it("as another operation than it names, or as no JSON", () => {
    expect(readControl(ReadApp, signed(), [old], "7K3M9QXA")).toMatchObject({
      ok: false,
      refusal: { code: "malformed" },
    });
    expect(read(signed('{"operation":"revoke_link"}'))).toBe("malformed");
    for (const text of ["", "{", "null", "[]"]) expect(read(signed(text)), text).not.toBe("accepted");
  });
});

describe("an app's registry entry", () => {
  const entry: RegistryEntry = {
    version: 1,
    appId: "as_app_A",
    name: "A",
    status: "active",
    origins: [],
    keyHashes: [],
    linkCalls: "all",
    holdForMs: 0,
    usedUp: NOTHING_USED_UP,
  };
  it("must be of the app that the message is about", () => {
    const message = { operation: "put_app", target: "as_app_A", entry };
    expect(v.is(PutApp, message)).toBe(true);
    expect(v.is(PutApp, { ...message, target: "as_app_B" })).toBe(false);
  });
});
