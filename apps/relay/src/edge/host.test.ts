/** Under which names the relay answers: a page that points a name of its own at this machine gets nothing. */
import { describe, expect, it } from "vitest";
import { hostIsOurs } from "./refusal.ts";

const LOOPBACK = ["http://localhost:8787/", "http://127.0.0.1/", "http://[::1]:1/"];
const STRANGERS = [
  "http://evil.test/",
  "http://localhost.evil.test/",
  "http://127.0.0.1.nip.io/",
  "http://10.0.0.7/",
];

describe("the name in an address", () => {
  it.each([
    ["without a public name, on plain HTTP the loopback's alone", "", LOOPBACK, STRANGERS],
    [
      "without a public name, any that has a certificate",
      "",
      ["https://relay.example/", "https://other.example/"],
      [],
    ],
    [
      "with a public name, that one and the loopback's",
      "https://relay.example",
      ["https://relay.example/v1/x", "http://relay.example/", ...LOOPBACK],
      [...STRANGERS, "https://other.example/", "https://relay.example.evil.test/"],
    ],
  ])("%s", (_, publicUrl, ours, foreign) => {
    const settings = { publicUrl: publicUrl === "" ? null : publicUrl };
    for (const address of ours)
      expect([address, hostIsOurs(new URL(address), settings)]).toEqual([address, true]);
    for (const address of foreign)
      expect([address, hostIsOurs(new URL(address), settings)]).toEqual([address, false]);
  });
});
