/** What may stand in an event that the relay reports. */
import * as v from "valibot";
import { describe, expect, it } from "vitest";
import { RelayEventSchema } from "./relay-event.ts";

const opened = {
  kind: "link_opened",
  id: "opened_0123456789AB",
  appId: "as_app_0123456789ABC",
  atMs: 0,
  sessionId: "0123ABCD",
  tokenId: "0123456789AB",
  client: "claude",
};

describe("an event of the relay", () => {
  it("is taken with its ids", () => {
    expect(v.is(RelayEventSchema, opened)).toBe(true);
  });

  it.each(["id", "appId", "sessionId", "tokenId"])(
    "is refused where its %s is none that could be",
    (field) => {
      for (const strange of ["a\u0000b", "\uD800", "x".repeat(65), "line\nend"])
        expect(v.is(RelayEventSchema, { ...opened, [field]: strange }), JSON.stringify(strange)).toBe(false);
    },
  );

  it("is refused with a version that no entry reaches", () => {
    const presence = { ...opened, kind: "session_presence", online: true, toolCount: 1 };
    expect(v.is(RelayEventSchema, { ...presence, entryVersion: 2 ** 31 - 1 })).toBe(true);
    expect(v.is(RelayEventSchema, { ...presence, entryVersion: 2 ** 31 })).toBe(false);
  });
});
