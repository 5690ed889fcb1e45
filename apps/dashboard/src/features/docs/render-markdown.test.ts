/** The documents as pages. */
import { errorTable } from "@agent-socket/protocol";
import { expect, test } from "vitest";
import { docGroups, findDoc } from "./doc-library.ts";
import { findErrorDoc } from "./find-error-doc.ts";
import { renderMarkdown } from "./render-markdown.ts";

test("headings get anchors, and the first one is the title", () => {
  const { title, html, headings } = renderMarkdown(
    "# The `title`\n\n## One & two\n\n### Three\n\n## One & two",
    "x",
  );
  expect(title).toBe("The title");
  expect(html).not.toContain("<h1");
  expect(html).toContain('<h2 id="one--two"><a href="#one--two">One &amp; two</a></h2>');
  expect(headings.map(({ id }) => id)).toEqual(["one--two", "one--two-1"]);
});

test.each([
  ["protocol", "[a](any-chat.md)", '<a href="/docs/any-chat">a</a>'],
  ["protocol", "[a](errors.md#app_offline)", '<a href="/docs/errors#app_offline">a</a>'],
  ["adr/0001-x", "[a](../protocol.md)", '<a href="/docs/protocol">a</a>'],
  ["protocol", "[a](adr/0001-x.md)", '<a href="/docs/adr/0001-x">a</a>'],
  ["protocol", "[a](index.md)", '<a href="/docs">a</a>'],
  ["protocol", "[a](https://example.com/b)", '<a href="https://example.com/b">a</a>'],
  ["protocol", "[a](../packages/sdk/README.md)", "<p>a</p>"],
  ["protocol", "[a](javascript:alert(1))", "<p>a</p>"],
])("in %s, %s leads to a page here or nowhere", (name, text, html) => {
  expect(renderMarkdown(text, name).html).toContain(html);
});

test("code is shown and never run", () => {
  const { html } = renderMarkdown('```ts\nconst a = "<b>"; // why\n```', "x");
  expect(html).toContain('<span class="code-string">&quot;&lt;b&gt;&quot;</span>');
  expect(html).toContain("data-copy");
});

test("every document has a title, a place, and neighbours", () => {
  const all = docGroups().flatMap(({ docs }) => docs);
  expect(all.length).toBeGreaterThan(5);
  expect(all.filter(({ title }) => title === "")).toEqual([]);
  expect(findDoc("protocol")).toMatchObject({ title: "The protocol, version 1" });
  expect(findDoc("../README")).toBeNull();
});

test.each(Object.keys(errorTable))("the page of %s says what to do", (code) => {
  const doc = findErrorDoc(code);
  expect(doc?.title).toBe(code);
  expect(doc?.html).toContain("App developer");
});

test("a code that nobody knows has no page", () => {
  expect(findErrorDoc("constructor")).toBeNull();
});
