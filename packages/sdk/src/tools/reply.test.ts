import { describe, expect, it } from "vitest";
import { reply, type WireReply, wireReply } from "./reply.ts";

const MIB = 1024 * 1024;
const sent = (result: unknown): Promise<WireReply> => wireReply(result, "draw", MIB);

describe("what a handler returns", () => {
  it.each([
    ["a value", { a: [1, null] }, { status: 200, body: '{"a":[1,null]}', contentType: "application/json" }],
    ["null", null, { status: 200, body: "null", contentType: "application/json" }],
    ["false", false, { status: 200, body: "false", contentType: "application/json" }],
    ["nothing", undefined, { status: 200, body: '{"ok":true}', contentType: "application/json" }],
    ["a text", "Grüße", { status: 200, body: "Grüße", contentType: "text/plain; charset=utf-8" }],
    [
      "bytes",
      new Uint8Array([0, 255, 16]),
      { status: 200, body: "AP8Q", bodyEncoding: "base64", contentType: "application/octet-stream" },
    ],
    [
      "a blob",
      new Blob(["x"], { type: "image/png" }),
      { status: 200, body: "eA==", bodyEncoding: "base64", contentType: "image/png" },
    ],
    [
      "a reply",
      reply(404, { error: "no such card" }),
      { status: 404, body: '{"error":"no such card"}', contentType: "application/json" },
    ],
    [
      "a reply with its type",
      reply(200, "a,b", "text/csv"),
      { status: 200, body: "a,b", contentType: "text/csv" },
    ],
  ])("%s is sent as it is meant", async (_, result, expected) => {
    expect(await sent(result)).toEqual(expected);
  });

  it("as a part of a larger buffer is sent without its neighbours", async () => {
    const whole = new Uint8Array([1, 2, 3, 4]);
    expect(await sent(whole.subarray(1, 3))).toMatchObject({ body: "AgM=" });
  });

  it("of a megabyte is sent, and one byte more is refused by name and size", async () => {
    expect(await sent("x".repeat(MIB))).toMatchObject({ status: 200 });
    expect(await sent(new Uint8Array(MIB))).toMatchObject({ status: 200 });
    const refused = await sent(new Uint8Array(MIB + 1));
    expect(JSON.parse(refused.body)).toEqual({
      error: {
        code: "reply_too_large",
        message: expect.stringContaining("tool draw is 1048577 bytes; at most 1048576"),
      },
    });
  });

  it("counts bytes, not characters", async () => {
    expect(await sent("ü".repeat(MIB / 2 + 1))).toMatchObject({ status: 502 });
  });

  it.each([
    [
      "a cycle",
      (() => {
        const cycle: { self?: object } = {};
        cycle.self = cycle;
        return cycle;
      })(),
    ],
    ["a bigint", { n: 10n }],
    ["a function", () => 1],
    ["a status that does not exist", reply(99, "")],
    ["half a status", reply(200.5, "")],
  ])("as %s becomes an error of this call alone", async (_, result) => {
    const refused = await sent(result);
    expect(refused.status).toBe(500);
    expect(JSON.parse(refused.body)).toMatchObject({ error: { code: "tool_error" } });
  });
});
