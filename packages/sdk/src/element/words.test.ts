import { describe, expect, it } from "vitest";
import { clientName } from "../client-name.ts";
import { consentGroups, logWords, maskedUrl, requestSentence } from "./words.ts";

describe("the words of the dialog", () => {
  it("never show the secret part of a masked link", () => {
    expect(maskedUrl("https://r.example/v1/t/as_7K3M9QXA_secret")).toBe(
      "https://r.example/v1/t/••••••••••••",
    );
  });

  it("ask for something, and end with the bare address", () => {
    expect(requestSentence("Board", "https://r.example/v1/t/as_x")).toMatch(
      /^Please use my app "Board" .* https:\/\/r\.example\/v1\/t\/as_x$/,
    );
    expect(requestSentence(null, "u")).toContain("Please use my app for me.");
  });

  it("name chats, and no tools that mean nothing to most people", () => {
    expect([clientName("chatgpt"), clientName("curl"), clientName(null)]).toEqual([
      "ChatGPT",
      "Your AI",
      "Your AI",
    ]);
  });

  it("group what an AI may do by what it can cost", () => {
    const tool = (title: string, effect: "reads" | "changes" | "destroys", asksFirst = false) => ({
      name: title,
      title,
      description: "",
      effect,
      asksFirst,
    });
    const tools = [
      tool("Wipe", "destroys"),
      tool("Read", "reads"),
      tool("Pay", "destroys", true),
      tool("Look", "reads"),
    ];
    const groups = consentGroups(tools).map((group) => ({
      heading: group.heading,
      titles: group.tools.map(({ title }) => title),
    }));
    expect(groups).toEqual([
      { heading: "It can see", titles: ["Read", "Look"] },
      { heading: "It can delete for good", titles: ["Wipe"] },
      { heading: "It asks you before it can", titles: ["Pay"] },
    ]);
  });

  it.each([
    ["running", null, "running…"],
    ["asking", null, "asks you…"],
    ["ok", 12.4, "done, 12 ms"],
    ["ok", 61_500, "done, 61.5 s"],
    ["failed", 3, "failed, 3 ms"],
    ["cancelled", 3, "cancelled"],
    ["declined", 3, "you said no"],
  ] as const)("say that a call is %s", (outcome, durationMs, how) => {
    expect(logWords({ id: "c", atMs: 0, client: null, title: "Draw", outcome, durationMs })).toEqual({
      what: "Draw",
      how,
    });
  });

  it.each([
    ["opened", "Claude opened the link"],
    ["connected", "Claude connected"],
  ] as const)("say that a link is %s", (outcome, what) => {
    const line = { id: "o", atMs: 0, client: "claude", title: null, outcome, durationMs: null };
    expect(logWords(line)).toEqual({ what, how: "" });
  });
});
