/** The seal of the playground's link: for one holder, for its time, and for no other byte. */
import { expect, test } from "vitest";
import { openSeal, type PlaygroundLink, sealLink } from "./sealed-link.ts";

const secret = (byte: string) => `whsec_${btoa(byte.repeat(32))}`;
const [OLD, NEW] = [secret("a"), secret("b")];
const holder = { userId: "u1", loginId: "l1", appId: "as_app_1" };
const link: PlaygroundLink = {
  token: "as_ABCDEFGH_AAAAAAAAAAAAAAAAAAAAAA",
  tokenId: "0123456789AB",
  sessionId: "ABCDEFGH",
  readOnly: false,
  expiresAtMs: Date.now() + 60_000,
};

test("opens for its holder, shows nothing of the link, and is another one each time", async () => {
  const seals = [await sealLink(link, holder, [NEW]), await sealLink(link, holder, [NEW])];
  expect(await openSeal(seals[0] ?? "", holder, [NEW])).toEqual(link);
  expect(seals[0]).not.toBe(seals[1]);
  for (const seal of seals)
    expect(Buffer.from(seal, "base64url").toString("latin1")).not.toContain("ABCDEFGH");
});

test("opens for no other person, login or app", async () => {
  const seal = await sealLink(link, holder, [NEW]);
  for (const other of [{ userId: "u2" }, { loginId: "l2" }, { appId: "as_app_2" }])
    expect(await openSeal(seal, { ...holder, ...other }, [NEW])).toBeNull();
});

test("opens through a rotation of the secrets, and not by another secret", async () => {
  const seal = await sealLink(link, holder, [OLD]);
  expect(await openSeal(seal, holder, [NEW, OLD])).toEqual(link);
  expect(await openSeal(seal, holder, [NEW])).toBeNull();
});

test("does not open with a byte changed, cut short, or when the time is over", async () => {
  const seal = await sealLink(link, holder, [NEW]);
  const bytes = Buffer.from(seal, "base64url");
  for (const at of [0, 20, bytes.length - 1]) {
    const changed = Buffer.from(bytes);
    changed.writeUInt8(changed.readUInt8(at) ^ 1, at);
    expect(await openSeal(changed.toString("base64url"), holder, [NEW])).toBeNull();
  }
  for (const cut of ["", seal.slice(0, 12), seal.slice(0, -4), "no seal"])
    expect(await openSeal(cut, holder, [NEW])).toBeNull();
  const over = await sealLink({ ...link, expiresAtMs: Date.now() - 1 }, holder, [NEW]);
  expect(await openSeal(over, holder, [NEW])).toBeNull();
});
