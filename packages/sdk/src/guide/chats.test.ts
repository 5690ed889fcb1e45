import { describe, expect, it } from "vitest";
import { CHATS } from "./chats.ts";
import { isOfThisComputer } from "./local-link.ts";

describe("what is known of the chats", () => {
  it.each(CHATS)("$name is dated, with its source, and begins by copying", ({ steps, checkedOn, source }) => {
    expect(steps[0]).toBe("Copy the text.");
    expect(checkedOn).toMatch(/^20\d\d-\d\d-\d\d$/);
    if (source !== null) expect(new URL(source).protocol).toBe("https:");
  });

  it("puts the whole text into the address that opens a chat", () => {
    const text = 'Please use "A & B": https://r.example/v1/t/as_x?y=1#z';
    const opened = CHATS.flatMap(({ open }) => (open === null ? [] : [new URL(open.url(text))]));
    expect(opened.length).toBeGreaterThan(1);
    expect(opened.map((url) => url.searchParams.get("q"))).toEqual(opened.map(() => text));
  });

  it.each([
    ["http://localhost:8787/v1/t/x", true],
    ["http://127.0.0.1:8787/v1/t/x", true],
    ["http://[::1]:8787/v1/t/x", true],
    ["https://relay.example/v1/t/x", false],
    ["https://localhost.example/v1/t/x", false],
  ])("knows whether %s leads to this computer", (url, isLocal) => {
    expect(isOfThisComputer(url)).toBe(isLocal);
  });
});
