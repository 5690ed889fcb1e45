import { describe, expect, it } from "vitest";
import { AgentSocketError } from "../agent-socket-error.ts";
import type { Activity } from "../session/activity.ts";
import type { AgentLink, SessionStatus } from "../session/session.ts";
import { emptyPanel, nextPanel, type Panel, type PanelEvent } from "./panel.ts";
import { type ConnectState, stateOf } from "./state.ts";
import { noticeWords, stateWords } from "./words.ts";

const link: AgentLink = {
  token: "as_x",
  tokenId: "T",
  url: "https://r.example/v1/t/as_x",
  label: "l",
  expiresAt: null,
};
const common = { tokenId: "T", label: "l", client: "claude", atMs: 1 };
const call = { ...common, callId: "c1", tool: "set_pixel", title: "Set a pixel", surface: "http" as const };
const happens = (activity: Activity): PanelEvent => ({ type: "activity", activity });
const opened = happens({ ...common, kind: "link_opened" });
const joined = happens({ ...common, kind: "agent_connected" });
const started = happens({ ...call, kind: "call_started", body: "{}" });
const asked = happens({ ...call, kind: "person_asked" });
const answered = happens({ ...call, kind: "person_answered" });
const finished = happens({ ...call, kind: "call_finished", outcome: "ok", status: 200, durationMs: 12 });
const after = (...events: readonly PanelEvent[]): Panel => events.reduce(nextPanel, emptyPanel);
const minted: PanelEvent = { type: "minted", link };
const copied = (isNow: boolean): PanelEvent => ({ type: "copied", isNow });
const gone = (why: Panel["gone"]): PanelEvent => ({ type: "gone", tokenId: "T", notice: "Gone.", why });

type Around = { status?: SessionStatus; isPaused?: boolean; isOpen?: boolean };
const stateIn = (panel: Panel, { status = "connected", isPaused = false, isOpen = true }: Around = {}) =>
  stateOf({ panel, status, isPaused, isOpen });

type Row = [state: ConnectState, panel: Panel, around: Around, button: string | null, status: string];
const rows: Row[] = [
  ["idle", emptyPanel, { isOpen: false }, null, "No AI is connected."],
  ["consent", emptyPanel, {}, null, "No AI is connected."],
  ["creating", after({ type: "agreed" }), {}, "Creating link…", "Making a link…"],
  [
    "ready",
    after(minted),
    {},
    "AI link: ready",
    "The link is ready. Copy the text, and paste it into your AI’s chat.",
  ],
  ["copied", after(minted, copied(true)), {}, "AI link: copied", "Copied. Paste it into your AI’s chat."],
  [
    "waiting",
    after(minted, copied(true), copied(false)),
    {},
    "AI link: waiting",
    "Waiting for your AI. Paste the text into its chat.",
  ],
  ["opened", after(minted, opened), {}, "AI link: opened", "Claude opened the link. Nothing was called yet."],
  ["connected", after(minted, opened, joined), {}, "AI connected", "Claude is connected. 0 calls so far."],
  ["calling", after(minted, opened, started), {}, "AI is working", "Claude is calling: Set a pixel"],
  [
    "needs-approval",
    after(minted, started, asked),
    {},
    "AI asks you",
    "Claude waits for your answer: Set a pixel",
  ],
  ["calling", after(minted, started, asked, answered), {}, "AI is working", "Claude is calling: Set a pixel"],
  ["connected", after(minted, started, finished), {}, "AI connected", "Claude is connected. 1 call so far."],
  [
    "paused",
    after(minted, started, finished),
    { isPaused: true },
    "AI paused",
    "Paused. The AI is told to wait: nothing runs until you resume.",
  ],
  [
    "standby",
    emptyPanel,
    { status: "standby" },
    "AI: in another tab",
    "Another tab of this app is connected.",
  ],
  [
    "reconnecting",
    after(minted),
    { status: "reconnecting" },
    "AI link: reconnecting",
    "Connection lost. Reconnecting…",
  ],
  ["reconnecting", after(minted), { status: "connecting" }, "AI link: reconnecting", "Connecting…"],
  ["expired", after(minted, gone("expired")), {}, "AI link: expired", "The link has expired."],
  ["revoked", after(minted, gone("revoked")), {}, "AI link: ended", "The link does not work any more."],
  ["consent", after(minted, gone(null)), {}, null, "No AI is connected."],
  ["error", after(minted), { status: "ended" }, "AI link: off", "This page is not connected any more."],
  ["error", emptyPanel, { status: "ended" }, null, "This page is not connected any more."],
];

describe("the button", () => {
  it.each(rows)("says in the state %s what is going on", (state, panel, around, onButton, inDialog) => {
    expect(stateIn(panel, around)).toBe(state);
    const { button, status } = stateWords(state, panel, around.status ?? "connected", null);
    expect([button, status]).toEqual([onButton, inDialog]);
  });

  it("says why the session came to an end, or why it cannot connect yet", () => {
    const error = new AgentSocketError("replaced", "Another connection took over.");
    expect(stateWords("error", after(minted), "ended", error).status).toBe("Another connection took over.");
    expect(stateWords("reconnecting", after(minted), "connecting", error).status).toContain("Trying again");
  });

  it("does not take somebody who only read the link for an AI that works", () => {
    expect(stateIn(after(minted, copied(false), opened, opened))).toBe("opened");
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

  it("forgets all of a link that is gone, but says so, until a new one is asked for", () => {
    const left = after(minted, started, gone("revoked"));
    expect(left).toEqual({ ...emptyPanel, notice: "Gone.", gone: "revoked" });
    expect(nextPanel(left, { type: "agreed" })).toEqual({ ...emptyPanel, phase: "creating" });
  });

  it("cares for its own link alone", () => {
    const others: PanelEvent[] = [
      happens({ ...common, tokenId: "OTHER", kind: "link_opened" }),
      { type: "gone", tokenId: "OTHER", notice: "Revoked.", why: "revoked" },
    ];
    expect(after(minted, ...others)).toEqual(after(minted));
  });

  it("asks once", () => {
    expect(after(minted, { type: "agreed" })).toEqual(after(minted));
  });

  it("shows the last fifty lines, newest first", () => {
    const many = Array.from({ length: 60 }, (_, index) =>
      happens({ ...call, callId: `c${index}`, kind: "call_started", body: "{}" }),
    );
    const { log, calls } = after(minted, ...many);
    expect([log.length, log[0]?.id, calls]).toEqual([50, "c59", 60]);
  });
});
