/** What one side encodes the other decodes, and no text of any kind brings a decoder down. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { callIdOf, decodeAppFrame, decodeRelayFrame, encodeFrame } from "./codec.ts";
import type { AppFrame, RelayFrame } from "./frame.ts";
import { HEARTBEAT_PING, HEARTBEAT_PONG } from "./heartbeat.ts";
import { MAX_FRAME_BYTES } from "./limit.ts";

/** Any UTF-16 units, lone surrogates among them. */
const anyText = (maxLength: number) =>
  fc.uint16Array({ maxLength }).map((units) => String.fromCharCode(...units));

const text = anyText(40);
const id = fc.string({ minLength: 1, maxLength: 64 });
const optional = { requiredKeys: [] };
const registration = {
  appId: fc.string({ maxLength: 64 }),
  tools: fc.array(fc.jsonValue({ maxDepth: 4 }), { maxLength: 3 }),
};
const extras = fc.record(
  { appKey: text, appName: text, appDescription: text, agentsMd: text, sdk: text },
  optional,
);
const linkId = fc.string({ minLength: 12, maxLength: 12 });

const appFrame: fc.Arbitrary<AppFrame> = fc.oneof(
  fc
    .record({ type: fc.constant("register" as const), ...registration })
    .chain((frame) => extras.map((more) => ({ ...frame, ...more }))),
  fc
    .record({ type: fc.constant("resume" as const), sessionId: text, secret: text, ...registration })
    .chain((frame) => fc.array(linkId).map((revokeTokens) => ({ ...frame, revokeTokens }))),
  fc.record({ type: fc.constant("end" as const), sessionId: text, secret: text }),
  fc.record(
    {
      type: fc.constant("mint_agent_token" as const),
      id,
      label: text,
      expiresIn: fc.integer({ min: 1, max: 86_400 }),
      tools: fc.array(text),
      readOnly: fc.boolean(),
      maxCalls: fc.integer({ min: 1 }),
    },
    { requiredKeys: ["type", "id"] },
  ),
  fc.record({ type: fc.constant("revoke_agent_token" as const), id, tokenId: linkId }),
  fc.record({ type: fc.constant("list_agent_tokens" as const), id }),
  fc.record({ type: fc.constant("update_tools" as const), id, tools: registration.tools }),
  fc.record(
    {
      type: fc.constant("tool_reply" as const),
      id,
      status: fc.integer({ min: 200, max: 599 }),
      body: text,
      bodyEncoding: fc.constant("base64" as const),
      contentType: text,
    },
    { requiredKeys: ["type", "id", "status", "body"] },
  ),
  fc.record({ type: fc.constant("ping" as const) }),
);

const caller = fc.record({
  tokenId: text,
  label: fc.option(text),
  surface: fc.constantFrom("http" as const, "link" as const, "mcp" as const, "batch" as const),
  client: fc.option(text),
});
const error = fc.record({ code: text, message: text, hint: text }, { requiredKeys: ["code", "message"] });
const refusable = fc.constantFrom(
  "mint_agent_token_reply" as const,
  "revoke_agent_token_reply" as const,
  "list_agent_tokens_reply" as const,
  "update_tools_reply" as const,
);
/** Headers of a call come from an allow-list; the schema library drops names that every object inherits. */
const headerName = fc
  .stringMatching(/^[a-z-]{1,12}$/)
  .filter((name) => name !== "prototype" && name !== "constructor");
const relayFrame: fc.Arbitrary<RelayFrame> = fc.oneof(
  fc.record({
    type: fc.constant("register_reply" as const),
    ok: fc.constant(true as const),
    sessionId: text,
    resumeSecret: text,
    resumed: fc.boolean(),
    holdForMs: fc.nat(),
    limits: fc.record({
      maxFrameBytes: fc.nat(),
      maxResultBytes: fc.nat(),
      maxTools: fc.nat(),
      maxLinks: fc.nat(),
      maxInflight: fc.nat(),
    }),
  }),
  fc.record({ type: fc.constant("register_reply" as const), ok: fc.constant(false as const), error }),
  fc.constant({ type: "end_reply" as const, ok: true as const }),
  fc.record({ type: refusable, id, ok: fc.constant(false as const), error }),
  fc.record({
    type: fc.constant("mint_agent_token_reply" as const),
    id,
    ok: fc.constant(true as const),
    token: text,
    tokenId: linkId,
    url: text,
    label: fc.option(text),
    expiresAt: fc.option(text),
  }),
  fc.record({
    type: fc.constant("tool_call" as const),
    id,
    method: text,
    path: text,
    tool: text,
    body: text,
    contentType: text,
    headers: fc.dictionary(headerName, text, { noNullPrototype: true }),
    caller,
    deadlineMs: fc.nat(),
    attempt: fc.nat(),
  }),
  fc.record({ type: fc.constant("tool_cancel" as const), id, reason: text }),
  fc.record(
    {
      type: fc.constant("agent_activity" as const),
      tokenId: text,
      label: fc.option(text),
      kind: fc.constantFrom("opened" as const, "called" as const, "failed" as const),
      client: fc.option(text),
      surface: fc.constant("mcp" as const),
    },
    { requiredKeys: ["type", "tokenId", "label", "kind", "client"] },
  ),
  fc.record({
    type: fc.constant("token_revoked" as const),
    tokenId: text,
    by: fc.constantFrom("app" as const, "holder" as const, "developer" as const),
  }),
  fc.record({ type: fc.constant("session_notice" as const), code: text, message: text }),
  fc.constant({ type: "pong" as const }),
);

describe("the call of a reply that could not be read", () => {
  const callId = `call_${"0".repeat(8)}-0000-4000-8000-${"0".repeat(12)}`;
  const large = "x".repeat(MAX_FRAME_BYTES);
  it.each([
    ["a wrong status", JSON.stringify({ type: "tool_reply", id: callId, status: 1 }), callId],
    [
      "too large, its body last",
      JSON.stringify({ type: "tool_reply", id: callId, status: 200, body: large }),
      callId,
    ],
    ["too large, its body first", JSON.stringify({ body: large, id: callId, type: "tool_reply" }), callId],
    ["too large, and no reply", JSON.stringify({ type: "emit", id: callId, data: large }), null],
    ["no JSON", "{", null],
  ])("%s", (_, text, expected) => {
    expect(callIdOf(text)).toBe(expected);
  });
});

describe("a valid frame", () => {
  it("from the app arrives as it was sent", () => {
    fc.assert(
      fc.property(appFrame, (frame) => {
        expect(decodeAppFrame(encodeFrame(frame))).toEqual({
          ok: true,
          value: JSON.parse(encodeFrame(frame)),
        });
      }),
    );
  });

  it("from the relay arrives as it was sent", () => {
    fc.assert(
      fc.property(relayFrame, (frame) => {
        expect(decodeRelayFrame(encodeFrame(frame))).toEqual({ ok: true, value: frame });
      }),
    );
  });

  it("is each side of the fixed heartbeat", () => {
    expect(decodeAppFrame(HEARTBEAT_PING)).toEqual({ ok: true, value: { type: "ping" } });
    expect(decodeRelayFrame(HEARTBEAT_PONG)).toEqual({ ok: true, value: { type: "pong" } });
  });

  it("may hold fields that this version does not know", () => {
    const frame = '{"type":"list_agent_tokens","id":"1","sort":"age","__proto__":{"polluted":true}}';
    expect(decodeAppFrame(frame)).toEqual({ ok: true, value: { type: "list_agent_tokens", id: "1" } });
    expect("polluted" in {}).toBe(false);
  });
});

/** JSON objects that name a known type with anything beside it, and types that are no text at all. */
const nearFrame = fc
  .record({
    type: fc.oneof(
      fc.jsonValue({ maxDepth: 2 }),
      fc.constantFrom(
        "register",
        "resume",
        "tool_reply",
        "tool_call",
        "register_reply",
        "__proto__",
        "toString",
      ),
    ),
    rest: fc.dictionary(
      fc.constantFrom("id", "ok", "status", "body", "tools", "error", "appId", "__proto__", "constructor"),
      fc.jsonValue({ maxDepth: 2 }),
    ),
  })
  .map(({ type, rest }) => JSON.stringify({ ...rest, type }));

describe.each([
  ["the app", decodeAppFrame],
  ["the relay", decodeRelayFrame],
] as const)("garbage from %s", (_, decode) => {
  it("is refused in words and never throws", () => {
    const anything = fc.oneof(text, fc.json(), nearFrame, fc.uint8Array(), fc.constant(null), fc.anything());
    fc.assert(
      fc.property(anything, (data) => {
        const decoded = decode(data);
        if (!decoded.ok) expect(decoded.refusal.message.length).toBeGreaterThan(5);
      }),
      { numRuns: 1000 },
    );
  });

  it("is refused when its type is not a text", () => {
    for (const frame of [
      "{}",
      '{"type":1}',
      '{"type":null}',
      '{"type":{"toString":1,"valueOf":1}}',
      '{"type":["ping"]}',
    ])
      expect(decode(frame), frame).toMatchObject({ ok: false, refusal: { code: "malformed" } });
  });

  it("is refused when it is no JSON object, or nests too deep", () => {
    const deep = `{"type":"ping","x":${"[".repeat(64)}${"]".repeat(64)}}`;
    for (const frame of [
      "",
      "null",
      "[]",
      '"ping"',
      "{",
      '{"type":"ping"} x',
      "\uFEFF{}",
      deep,
      new ArrayBuffer(2),
    ])
      expect(decode(frame)).toMatchObject({ ok: false, refusal: { code: "malformed" } });
    expect(decode(`{"type":"later","x":${"[".repeat(63)}${"]".repeat(63)}}`).ok).toBe(true);
  });

  it("is refused one byte over the limit, counted in UTF-8", () => {
    const frame = (filler: string) => `{"type":"later","x":"${filler}"}`;
    const room = MAX_FRAME_BYTES - frame("").length;
    expect(decode(frame("a".repeat(room))).ok).toBe(true);
    expect(decode(frame("a".repeat(room + 1)))).toMatchObject({ ok: false, refusal: { code: "too_large" } });
    const wide = "ü".repeat(Math.floor(room / 2));
    expect(decode(frame(wide)).ok).toBe(true);
    expect(decode(frame(`${wide}ü`))).toMatchObject({ ok: false, refusal: { code: "too_large" } });
  });

  it("is ignored as unknown when its type belongs to another version", () => {
    for (const type of ["subscribe", "toString", "__proto__", ""])
      expect(decode(JSON.stringify({ type, id: 7 })), type).toEqual({ ok: true, value: { type: "unknown" } });
  });
});

describe("a fault in a known frame", () => {
  it("is named with its place", () => {
    const cases: readonly [object, string][] = [
      [{ type: "register", appId: "as_app_anon" }, "tools"],
      [{ type: "register", appId: 7, tools: [] }, "appId"],
      [{ type: "mint_agent_token", id: "" }, "id"],
      [{ type: "mint_agent_token", id: "1", expiresIn: 0 }, "expiresIn"],
      [{ type: "mint_agent_token", id: "1", maxCalls: 1.5 }, "maxCalls"],
      [{ type: "revoke_agent_token", id: "1", tokenId: "short" }, "tokenId"],
      [
        { type: "resume", appId: "a", tools: [], sessionId: "s", secret: "x", revokeTokens: ["no"] },
        "revokeTokens.0",
      ],
      [{ type: "tool_reply", id: "1", status: 199 }, "status"],
      [{ type: "tool_reply", id: "1", status: 600 }, "status"],
    ];
    for (const [frame, place] of cases) {
      const decoded = decodeAppFrame(JSON.stringify(frame));
      expect(decoded, place).toMatchObject({ ok: false, refusal: { code: "malformed" } });
      if (!decoded.ok)
        expect(decoded.refusal.message.startsWith(`${place}: `), decoded.refusal.message).toBe(true);
    }
  });
});
