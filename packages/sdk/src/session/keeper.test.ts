import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Keeper } from "./keeper.ts";
import type { SessionRecord } from "./session-record.ts";

const record = (secret: string): SessionRecord => ({
  credentials: { sessionId: "S", secret },
  links: [{ token: "t", tokenId: "T", url: "u", label: null, expiresAt: null }],
});
const warned = vi.spyOn(console, "warn");
beforeEach(() => void warned.mockImplementation(() => undefined));
afterEach(() => warned.mockReset());

describe("the keeper", () => {
  it("gives back what it kept", async () => {
    let kept: string | null = null;
    const store = {
      load: () => kept,
      save: (text: string) => void (kept = text),
      clear: () => void (kept = null),
    };
    const keeper = new Keeper(store);
    keeper.save(record("s"));
    expect(await keeper.load()).toEqual(record("s"));
    keeper.clear();
    expect(await keeper.load()).toBeNull();
  });

  it("saves at once in a store that is quick: the page may be gone in the next moment", () => {
    const saved: string[] = [];
    new Keeper({ load: () => null, save: (text) => void saved.push(text), clear: () => undefined }).save(
      record("s"),
    );
    expect(saved).toHaveLength(1);
  });

  it("never lets a slow store see an older record after a newer one", async () => {
    const order: string[] = [];
    const slow = (text: string) =>
      new Promise<void>((done) => {
        setTimeout(
          () => {
            order.push(text.includes("old") ? "old" : "new");
            done();
          },
          text.includes("old") ? 20 : 0,
        );
      });
    const keeper = new Keeper({ load: () => null, save: slow, clear: () => void order.push("cleared") });
    keeper.save(record("old"));
    keeper.save(record("new"));
    keeper.clear();
    await vi.waitFor(() => expect(order).toEqual(["old", "new", "cleared"]));
  });

  it.each([
    ["nothing", null],
    ["no JSON", "{"],
    ["another program's text", '{"a":1}'],
    [
      "a link without its address",
      JSON.stringify({ credentials: { sessionId: "S", secret: "s" }, links: [{ token: "t" }] }),
    ],
  ])("finds no session in %s", async (_, text) => {
    const store = { load: () => text, save: () => undefined, clear: () => undefined };
    expect(await new Keeper(store).load()).toBeNull();
  });

  it("warns and goes on when the store fails", async () => {
    const full = () => {
      throw new Error("quota");
    };
    const keeper = new Keeper({ load: full, save: full, clear: () => Promise.reject(new Error("gone")) });
    keeper.save(record("s"));
    keeper.clear();
    expect(await keeper.load()).toBeNull();
    await vi.waitFor(() => expect(warned).toHaveBeenCalledTimes(3));
  });
});
