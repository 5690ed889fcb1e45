import { describe, expect, it } from "vitest";
import type { Question } from "../ask/question.ts";
import { linkWords, shownArguments, waitingWords, warningWords, whoWords } from "./words.ts";

const question = (args: Question["arguments"], change: Partial<Question> = {}): Question => ({
  tool: { name: "wipe", title: "Wipe", description: "", effect: "destroys", asksFirst: true },
  inputSchema: { properties: { n: { title: "How many" } } },
  arguments: args,
  caller: { tokenId: "T", label: "my chat", surface: "http", client: "claude" },
  signal: new AbortController().signal,
  check: async () => [],
  ...change,
});

describe("the words of a question", () => {
  it("say who asks, through which link, and what it may cost", () => {
    const asked = question({});
    expect([
      whoWords(asked, "allow"),
      whoWords(asked, "complete"),
      linkWords(asked),
      warningWords(asked),
      waitingWords(0),
      waitingWords(2),
    ]).toEqual([
      "Claude wants to",
      "Claude asks you to fill this in",
      "Through the link “my chat”",
      "This may delete something for good.",
      null,
      "2 more questions are waiting.",
    ]);
    expect(linkWords({ ...asked, caller: { ...asked.caller, label: null } })).toBeNull();
  });

  it.each([
    [{ n: 3 }, "How many", "3"],
    [{ first_name: "Ada" }, "First name", "Ada"],
    [{ ok: true }, "Ok", "yes"],
    [{ text: "" }, "Text", "(empty)"],
    [{ tags: ["a", "b"] }, "Tags", "a\nb"],
    [{ deep: { a: 1 } }, "Deep", '{\n  "a": 1\n}'],
    [{ file: "gpj.\u202Eexe" }, "File", "gpj.⟨U+202E⟩exe"],
    [{ to: "a\u200Bb" }, "To", "a⟨U+200B⟩b"],
    [{ to: "👩‍🚀\tok\n" }, "To", "👩‍🚀\tok\n"],
  ])("show %j exactly", (args, label, text) => {
    expect(shownArguments(question(args))).toEqual([{ label, text }]);
  });
});
