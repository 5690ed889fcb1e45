import { describe, expect, it } from "vitest";
import { findingsOfAddress, readLink } from "./link.ts";
import { NotExamined } from "./report.ts";

const PATH = "/v1/t/as_0123ABCD_AAAAAAAAAAAAAAAAAAAAAA";
const faultsOf = (text: string) =>
  findingsOfAddress(readLink(text))
    .filter(({ level }) => level === "fault")
    .map(({ text: words }) => words);

describe("a link as it was pasted", () => {
  it.each([
    `https://relay.example${PATH}`,
    `https://relay.example${PATH}/`,
    `Please use my app for me. Open this link first: https://relay.example${PATH}.`,
    `<https://relay.example${PATH}>`,
    `https://relay.example${PATH}?_f=1#top`,
  ])("is found in %s", (text) => {
    expect(readLink(text)).toEqual({
      url: `https://relay.example${PATH}`,
      origin: "https://relay.example",
    });
  });

  it.each(["", "relay.example", "https://relay.example/", `https://relay.example${PATH.slice(0, -1)}`])(
    "is refused as %j, and not repeated",
    (text) => {
      expect(() => readLink(text)).toThrow(NotExamined);
      expect(() => readLink(text)).not.toThrow("AAAA");
    },
  );
});

describe("its address", () => {
  it("has no fault with https and a short host", () => {
    expect(faultsOf(`https://relay.example${PATH}`)).toEqual([]);
  });

  it("is faulty without https, but not on this machine, where it is no address for others", () => {
    expect(faultsOf(`http://relay.example${PATH}`).join()).toContain("https");
    expect(faultsOf(`http://localhost:8787${PATH}`)).toEqual([]);
    expect(findingsOfAddress(readLink(`http://localhost:8787${PATH}`))).toHaveLength(1);
  });

  it("is faulty with a host so long that no argument fits behind it", () => {
    expect(faultsOf(`https://${"x".repeat(60)}.${"y".repeat(40)}.example${PATH}`).join()).toContain("250");
  });
});
