/** A request's body: whole, too large, or cut off by whoever sent it. */
import { limits } from "@agent-socket/protocol";
import { describe, expect, it } from "vitest";
import { readAnyBody, readBody } from "./read-body.ts";

function request(body: BodyInit, headers: Record<string, string> = {}): Request {
  // Node wants to be told that a body may be a stream; a Worker does not know the word.
  const init: RequestInit & { readonly duplex: "half" } = { method: "POST", body, headers, duplex: "half" };
  return new Request("http://localhost/", init);
}

/** Gives these bytes, and then what a runtime gives where the client is gone. */
const cutOff = (text: string): ReadableStream =>
  new ReadableStream({
    start: (body) => body.enqueue(new TextEncoder().encode(text)),
    pull: (body) => body.error(new Error("Network connection lost.")),
  });

describe("a body", () => {
  it("is read whole, its length told or not", async () => {
    expect(await readBody(request("héllo"))).toEqual({ ok: true, value: "héllo" });
    expect(await readBody(request("héllo", { "content-length": "6" }))).toEqual({ ok: true, value: "héllo" });
  });

  it.each([["content-length"], ["transfer-encoding"]])(
    "of a client that leaves before its end is a refusal with a code, by %s",
    async (how) => {
      const headers: Record<string, string> = how === "content-length" ? { [how]: "5000" } : {};
      for (const read of [readBody, readAnyBody])
        expect(await read(request(cutOff('{"say":'), headers))).toMatchObject({
          ok: false,
          refusal: { code: "cancelled" },
        });
    },
  );

  it("that was read before is a fault of ours, and no refusal", async () => {
    const read = request("{}");
    await read.text();
    await expect(readBody(read)).rejects.toThrow(TypeError);
  });

  it("over the limit is refused, told or not", async () => {
    const large = "x".repeat(limits.MAX_REQUEST_BYTES + 1);
    expect(await readBody(request(large))).toMatchObject({ refusal: { code: "too_large" } });
    const told = { "content-length": String(large.length) };
    expect(await readBody(request("x", told))).toMatchObject({ refusal: { code: "too_large" } });
  });
});
