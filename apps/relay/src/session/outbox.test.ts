import type { RelayEvent } from "@agent-socket/protocol/control-plane";
import { describe, expect, it } from "vitest";
import { fitting } from "./outbox.ts";

const linkCreated = (position: number, tools: string[]) => {
  const event: RelayEvent = {
    kind: "link_created",
    id: `created_${position}`,
    appId: "as_app_1",
    atMs: 0,
    sessionId: "ABCDEFGH",
    tokenId: "ABCDEFGHJKMN",
    label: null,
    expiresAtMs: null,
    readOnly: false,
    tools,
    maxCalls: null,
  };
  return { position, event, bytes: new TextEncoder().encode(JSON.stringify(event)).length };
};

describe("a message of the outbox", () => {
  it("holds all events where they fit", () => {
    const waiting = [1, 2, 3].map((position) => linkCreated(position, ["read"]));
    expect(fitting(waiting)).toEqual(waiting);
    expect(fitting([])).toEqual([]);
  });

  it("is never over the queue's limit, and never empty while something waits", () => {
    const names = Array.from({ length: 200 }, (_, index) => `${"ü".repeat(60)}${index}`);
    const waiting = Array.from({ length: 50 }, (_, position) => linkCreated(position, names));
    const first = fitting(waiting);
    expect(first.length).toBeGreaterThan(1);
    expect(new TextEncoder().encode(JSON.stringify({ events: first })).length).toBeLessThan(128_000);
    expect(fitting([linkCreated(1, ["x".repeat(200_000)])])).toHaveLength(1);
  });
});
