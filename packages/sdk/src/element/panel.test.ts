import { describe, expect, it } from "vitest";
import { AgentSocketError } from "../agent-socket-error.ts";
import type { Activity } from "../session/activity.ts";
import type { AgentLink } from "../session/session.ts";
import { emptyPanel, nextPanel, type Panel, type PanelEvent } from "./panel.ts";
import { buttonWords, noticeWords, statusWords } from "./words.ts";

const link: AgentLink = {
  token: "as_x",
  tokenId: "T",
  url: "https://r.example/v1/t/as_x",
  label: "l",
  expiresAt: null,
};
const common = { tokenId: "T", label: "l", client: "claude", atMs: 1 };
const call = { ...common, callId: "c1", tool: "set_pixel", title: "Set a pixel", surface: "http" as const };
const opened: PanelEvent = { type: "activity", activity: { ...common, kind: "link_opened" } };
const started: PanelEvent = { type: "activity", activity: { ...call, kind: "call_started", body: "{}" } };
const finished: PanelEvent = {
  type: "activity",
  activity: { ...call, kind: "call_finished", outcome: "ok", status: 200, durationMs: 12 },
};
const after = (...events: readonly PanelEvent[]): Panel => events.reduce(nextPanel, emptyPanel);
const minted: PanelEvent = { type: "minted", link };

describe("the dialog", () => {
  it.each<[string, Panel, string, string]>([
    ["at first", emptyPanel, "No AI is connected.", "Connect with AI"],
    ["while the link is made", after({ type: "agreed" }), "Making a link…", "Connect with AI"],
    [
      "with a new link",
      after(minted),
      "Waiting for your AI. Paste the text into its chat.",
      "AI link: waiting",
    ],
    ["once the link was read", after(minted, opened), "Claude opened the link.", "AI link: waiting"],
    ["during a call", after(minted, opened, started), "Claude is calling: Set a pixel", "AI connected"],
    ["after a call", after(minted, started, finished), "Claude is connected. 1 call so far.", "AI connected"],
    ["while it disconnects", after(minted, { type: "disconnecting" }), "Disconnecting…", "AI link: waiting"],
  ])("%s says what is going on", (_, panel, status, trigger) => {
    expect(statusWords(panel, "connected", null).text).toBe(status);
    expect(buttonWords(panel, "connected", "Connect with AI").text).toBe(trigger);
  });

  it("says that the connection is lost, and that it came to an end", () => {
    const error = new AgentSocketError("replaced", "Another connection took over.");
    expect(statusWords(after(minted), "reconnecting", null)).toEqual({
      tone: "trouble",
      text: "Connection lost. Reconnecting…",
    });
    expect(buttonWords(after(minted), "reconnecting", "x").text).toBe("AI link: reconnecting");
    expect(statusWords(after(minted), "ended", error).text).toBe("Another connection took over.");
    expect(buttonWords(after(minted), "ended", "x").text).toBe("AI link: off");
  });

  it("tells before a link is made why there is no connection, with what to do", () => {
    const refused = new AgentSocketError("origin_not_allowed", "Not allowed.", "Allow it there.");
    expect(noticeWords(emptyPanel, "ended", refused)).toBe("Not allowed. Allow it there.");
    expect(noticeWords(emptyPanel, "connecting", refused)).toContain("cannot be reached");
    expect(noticeWords(emptyPanel, "connected", null)).toBeNull();
  });

  it("goes back to the decision with the reason when no link could be made", () => {
    expect(after({ type: "agreed" }, { type: "refused", message: "Too many." })).toMatchObject({
      phase: "consent",
      notice: "Too many.",
    });
  });

  it("keeps the link when disconnecting failed", () => {
    const failed = after(minted, { type: "disconnecting" }, { type: "refused", message: "No answer." });
    expect(failed).toMatchObject({ phase: "ready", link, notice: "No answer." });
  });

  it("forgets all of a link that is gone, but says so", () => {
    expect(after(minted, started, { type: "gone", tokenId: "T", notice: "Revoked." })).toEqual({
      ...emptyPanel,
      notice: "Revoked.",
    });
  });

  it("cares for its own link alone", () => {
    const other = { ...common, tokenId: "OTHER" };
    const others: PanelEvent[] = [
      { type: "activity", activity: { ...other, kind: "link_opened" } },
      { type: "gone", tokenId: "OTHER", notice: "Revoked." },
    ];
    expect(after(minted, ...others)).toEqual(after(minted));
  });

  it("asks once", () => {
    expect(after(minted, { type: "agreed" })).toEqual(after(minted));
  });

  it("shows the last fifty lines, newest first", () => {
    const many = Array.from({ length: 60 }, (_, index): PanelEvent => {
      const activity: Activity = { ...call, callId: `c${index}`, kind: "call_started", body: "{}" };
      return { type: "activity", activity };
    });
    const { log, calls } = after(minted, ...many);
    expect([log.length, log[0]?.id, calls]).toEqual([50, "c59", 60]);
  });
});
