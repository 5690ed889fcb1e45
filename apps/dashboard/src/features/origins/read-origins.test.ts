/** Origins as people paste them. */
import { expect, test } from "vitest";
import { readOrigins } from "./read-origins.ts";

test("many forms of one origin are one", () => {
  const text =
    "https://App.Example.com https://app.example.com:443,HTTPS://APP.EXAMPLE.COM\n\thttps://app.example.com";
  expect(readOrigins(text)).toEqual({ origins: ["https://app.example.com"], refused: [] });
});

test.each([
  ["null", "could be anybody"],
  ["app.example.com", "Add the scheme: https://app.example.com"],
  ["ftp://example.com", "Only http:// and https://"],
  ["chrome-extension://abcdef", "Only http:// and https://"],
  ["https://*", "Every site at once"],
  ["https://*:8080", "Every site at once"],
  ["https://*.com", "A * may stand for"],
  ["https://app.*.com", "A * may stand for"],
  ["https://app.example.com/path", "nothing after them: https://app.example.com"],
  ["https://app.example.com/", "nothing after them: https://app.example.com"],
  ["https://user@example.com", "no user name"],
  ["https://[::1", "not a web address"],
  ["://", "starts with https://"],
])("refuses %j with a reason", (text, reason) => {
  const { origins, refused } = readOrigins(text);
  expect(origins).toEqual([]);
  expect(refused).toEqual([{ text, reason: expect.stringContaining(reason) }]);
});

test("a refused text is cut before it is shown", () => {
  expect(readOrigins("x".repeat(5000)).refused[0]?.text).toHaveLength(200);
});
