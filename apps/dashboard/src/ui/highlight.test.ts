/** Colouring must never change a sample: what is copied is what is shown. */
import { expect, test } from "vitest";
import { highlight } from "./highlight.ts";

const sample = `import { connect } from "@agent-socket/sdk"; // a comment
const n = [1, 'two', \`three\`];
await connect({ appId: "as_app_anon" });`;

test("all parts together are the sample", () => {
  const text = (parts: ReturnType<typeof highlight>) => parts.map((part) => part.text).join("");
  expect(text(highlight(sample, "ts"))).toBe(sample);
  expect(text(highlight(sample, "text"))).toBe(sample);
});

test("keywords, strings, calls, numbers and comments are told apart", () => {
  const marked = highlight(sample, "ts").filter((part) => part.mark !== "plain");
  expect(marked.map(({ mark, text }) => `${mark} ${text}`)).toEqual([
    "keyword import",
    "keyword from",
    'string "@agent-socket/sdk"',
    "comment // a comment",
    "keyword const",
    "number 1",
    "string 'two'",
    "string `three`",
    "keyword await",
    "name connect",
    'string "as_app_anon"',
  ]);
});
