import { describe, expect, it } from "vitest";
import { LastHeard } from "./last-heard.ts";

describe("when a socket was heard last", () => {
  it("is not changed by what another socket says", () => {
    const heard = new LastHeard();
    heard.note("app", 1_000, 2_000);
    heard.note("stranger", 1_000, 90_000);
    expect(heard.of("app", 1_000)).toBe(2_000);
  });

  it("is what the socket carried, after a hibernation", () => {
    expect(new LastHeard().of("app", 7_000)).toBe(7_000);
  });

  it("asks for carrying it only every few seconds", () => {
    const heard = new LastHeard();
    expect(heard.note("app", 1_000, 5_999)).toBe(false);
    expect(heard.note("app", 1_000, 6_000)).toBe(true);
  });

  it("is forgotten with the socket", () => {
    const heard = new LastHeard();
    heard.note("app", 0, 9_000);
    heard.forget("app");
    expect(heard.of("app", 0)).toBe(0);
  });
});
