/** What stays in memory of a link that is forgotten. */
import { describe, expect, it } from "vitest";
import { forgetLink } from "./links.ts";
import type { Link } from "./records.ts";

const link = (tokenId: string): Link => ({
  tokenId,
  digest: `digest of ${tokenId}`,
  label: null,
  tools: null,
  readOnly: false,
  maxCalls: null,
  linkCalls: null,
  createdAtMs: 0,
  expiresAtMs: null,
  openedAtMs: null,
  lastUsedAtMs: null,
  lastClient: null,
  calls: 0,
  revoked: null,
});

describe("a link that is forgotten", () => {
  it("leaves neither its token nor anything else in memory, and takes nothing of another away", () => {
    const memory = {
      links: new Map(["old", "new"].map((tokenId) => [tokenId, link(tokenId)])),
      tokenIds: new Map([
        ["token of old", "old"],
        ["token of new", "new"],
      ]),
      buckets: new Map(["old", "new"].map((tokenId) => [tokenId, { tokens: 1, atMs: 0 }])),
      listed: new Set(["old", "new"]),
    };
    forgetLink(memory, "old");
    expect(memory).toEqual({
      links: new Map([["new", link("new")]]),
      tokenIds: new Map([["token of new", "new"]]),
      buckets: new Map([["new", { tokens: 1, atMs: 0 }]]),
      listed: new Set(["new"]),
    });
  });
});
