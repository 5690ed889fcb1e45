import { decodeRelayFrame, type RelayFrame } from "@agent-socket/protocol";
import { describe, expect, it } from "vitest";
import { readRelayMessage } from "./relay-message.ts";

const error = { code: "internal", message: "No.", hint: "Again.", request_id: "req_1" };
const caller = { tokenId: "T", label: null, surface: "mcp" as const, client: "claude" };
const summary = {
  tokenId: "T",
  label: "me",
  status: "active" as const,
  createdAt: "2026-01-01T00:00:00.000Z",
  expiresAt: null,
  lastUsedAt: null,
  calls: 3,
};

const frames: readonly RelayFrame[] = [
  {
    type: "register_reply",
    ok: true,
    sessionId: "S",
    resumeSecret: "s",
    resumed: false,
    holdForMs: 1,
    limits: { maxFrameBytes: 4, maxResultBytes: 1, maxTools: 200, maxLinks: 50, maxInflight: 100 },
  },
  { type: "register_reply", ok: false, error },
  { type: "end_reply", ok: true },
  { type: "end_reply", ok: false, error },
  {
    type: "mint_agent_token_reply",
    id: "1",
    ok: true,
    token: "t",
    tokenId: "T",
    url: "u",
    label: null,
    expiresAt: null,
  },
  { type: "mint_agent_token_reply", id: "1", ok: false, error },
  { type: "revoke_agent_token_reply", id: "1", ok: true },
  { type: "revoke_agent_token_reply", id: "1", ok: false, error },
  { type: "list_agent_tokens_reply", id: "1", ok: true, tokens: [summary] },
  { type: "list_agent_tokens_reply", id: "1", ok: false, error },
  { type: "update_tools_reply", id: "1", ok: true },
  { type: "update_tools_reply", id: "1", ok: false, error },
  {
    type: "tool_call",
    id: "c",
    method: "POST",
    path: "/x",
    tool: "x",
    body: "{}",
    contentType: "application/json",
    headers: { "idempotency-key": "k" },
    caller,
    deadlineMs: 1,
    attempt: 1,
  },
  {
    type: "tool_call",
    id: "c",
    method: "GET",
    path: "/x",
    tool: "x",
    body: "{}",
    contentType: "application/json",
    headers: {},
    caller,
    deadlineMs: 1,
    attempt: 1,
    ask: true,
  },
  { type: "tool_cancel", id: "c", reason: "link_revoked" },
  { type: "agent_activity", tokenId: "T", label: null, kind: "opened", client: null },
  { type: "agent_activity", tokenId: "T", label: null, kind: "opened", client: null, surface: "mcp" },
  { type: "token_revoked", tokenId: "T", by: "holder" },
  { type: "session_notice", code: "malformed", message: "No." },
  { type: "pong" },
  { type: "pong", id: "p" },
];

const isRead = (message: string): boolean => {
  const read = readRelayMessage(message);
  return read !== null && read !== "unknown";
};

/** The frame with each of its fields missing, and with a value of another type. */
const damaged = (frame: RelayFrame): readonly string[] =>
  Object.keys(frame)
    .filter((key) => key !== "type")
    .flatMap((key) => [
      JSON.stringify({ ...frame, [key]: undefined }),
      JSON.stringify({ ...frame, [key]: null }),
      JSON.stringify({ ...frame, [key]: 7 }),
      JSON.stringify({ ...frame, [key]: "odd" }),
      JSON.stringify({ ...frame, [key]: [7] }),
      JSON.stringify({ ...frame, [key]: { odd: 1 } }),
    ]);

/** The one thing that may be missing here and not there. */
const withoutLimits = (frame: RelayFrame): string => JSON.stringify({ ...frame, limits: undefined });

describe("a message of the relay", () => {
  it.each(frames)("$type is read as it is", (frame) => {
    expect(readRelayMessage(JSON.stringify(frame))).toEqual(frame);
  });

  it.each(frames)("$type is taken and refused exactly as the protocol's own schema does", (frame) => {
    for (const message of damaged(frame).filter((one) => one !== withoutLimits(frame)))
      expect([message, isRead(message)]).toEqual([message, decodeRelayFrame(message).ok]);
  });

  it("of an older relay, which says no limits, is read", () => {
    const [accepted] = frames;
    const older = { ...accepted, limits: undefined };
    expect(readRelayMessage(JSON.stringify(older))).toMatchObject({ type: "register_reply", ok: true });
  });

  it("of an unknown type is unknown, whatever its name", () => {
    expect(
      ["later", "toString", "__proto__"].map((type) => readRelayMessage(JSON.stringify({ type }))),
    ).toEqual(["unknown", "unknown", "unknown"]);
  });

  it("that is no frame is null", () => {
    expect([null, "", "{", "[]", "null", "7"].map((message) => readRelayMessage(message))).toEqual(
      Array.from({ length: 6 }, () => null),
    );
  });
});
