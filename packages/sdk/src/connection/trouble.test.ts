import { type ErrorCode, errorTable } from "@agent-socket/protocol";
import { describe, expect, it } from "vitest";
import { closeTrouble, isPermanent, isSessionGone } from "./trouble.ts";

/** What the relay may answer to an app that connects, or close its socket with. */
const SAID_TO_APPS: readonly ErrorCode[] = [
  "malformed",
  "origin_not_allowed",
  "app_key_required",
  "app_key_invalid",
  "app_suspended",
  "anonymous_disabled",
  "host_not_allowed",
  "unknown_app",
  "silent",
  "already_connected",
  "replaced",
  "session_ended",
  "too_large",
  "invalid_registration",
  "rate_limited",
  "internal",
  "registry_unavailable",
];

describe("a refusal", () => {
  it.each(SAID_TO_APPS)("%s is permanent exactly where the protocol says so", (code) => {
    expect(isPermanent(code)).toBe(errorTable[code].retry !== "later");
  });

  it("of a resume leads to a new session instead of an end", () => {
    expect([isSessionGone("resume_refused"), isPermanent("resume_refused")]).toEqual([true, false]);
  });
});

describe("a close", () => {
  const codeOf = (code: number, reason = ""): string => closeTrouble({ type: "closed", code, reason }).code;

  it("is named by its reason, and else by its code", () => {
    expect(codeOf(4403, "app_key_required")).toBe("app_key_required");
    expect([4401, 4403, 4404, 4410].map((code) => codeOf(code))).toEqual([
      "resume_refused",
      "origin_not_allowed",
      "unknown_app",
      "replaced",
    ]);
  });

  it("without a meaning of ours is a lost connection", () => {
    expect([codeOf(1006), codeOf(1001, "Going away!"), codeOf(4999)]).toEqual(
      Array.from({ length: 3 }, () => "connection_lost"),
    );
  });
});
