import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { AgentLink } from "../session/session.ts";
import { Expiry } from "./expiry.ts";

const DAY_MS = 24 * 3600 * 1000;
const linkFor = (ms: number | null, tokenId = "T"): AgentLink => ({
  token: "as_x",
  tokenId,
  url: "https://r.example/v1/t/as_x",
  label: null,
  expiresAt: ms === null ? null : new Date(Date.now() + ms).toISOString(),
});

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe("the end of a link's time", () => {
  it.each([1000, DAY_MS, 60 * DAY_MS])("is told once, when it comes, %i ms from now", (ms) => {
    const expired = vi.fn<(tokenId: string) => void>();
    const expiry = new Expiry(expired);
    const link = linkFor(ms);
    expiry.watch(link);
    vi.advanceTimersByTime(ms - 500);
    expiry.watch(link);
    expect(expired).not.toHaveBeenCalled();
    vi.advanceTimersByTime(60_000);
    expect(expired.mock.calls).toEqual([["T"]]);
  });

  it("never comes for a link that lives as long as the session, or is gone before", () => {
    const expired = vi.fn<(tokenId: string) => void>();
    const expiry = new Expiry(expired);
    expiry.watch(linkFor(null));
    expiry.watch(linkFor(1000, "OTHER"));
    expiry.watch(null);
    vi.advanceTimersByTime(DAY_MS);
    expect(expired).not.toHaveBeenCalled();
  });
});
