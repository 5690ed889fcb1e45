import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Outbox } from "./outbox.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function outbox() {
  const sent: { event: string; data: unknown }[] = [];
  const relay = { isThere: true };
  const made = new Outbox((text) => relay.isThere && sent.push(JSON.parse(text)) > 0);
  return { outbox: made, sent, relay };
}

describe("events", () => {
  it("are sent as they happen, with the data as it was then", () => {
    const { outbox: events, sent } = outbox();
    const card = { text: "first" };
    events.add("card_added", card);
    events.add("tidied", undefined);
    card.text = "changed";
    expect(sent).toEqual([
      { type: "emit", event: "card_added", data: { text: "first" } },
      { type: "emit", event: "tidied", data: null },
    ]);
  });

  it("wait while the relay is away, the last hundred of them, in their order", async () => {
    const { outbox: events, sent, relay } = outbox();
    relay.isThere = false;
    for (let n = 1; n <= 130; n++) events.add("n", n);
    relay.isThere = true;
    events.sendAll();
    await vi.advanceTimersByTimeAsync(20_000);
    expect(sent.map(({ data }) => data)).toEqual(Array.from({ length: 100 }, (_, index) => index + 31));
  });

  it("never leave faster than the relay takes them", async () => {
    const times: number[] = [];
    const events = new Outbox(() => times.push(performance.now()) > 0);
    for (let n = 0; n < 60; n++) events.add("n", n);
    await vi.advanceTimersByTimeAsync(10_000);
    expect(times).toHaveLength(60);
    for (const [index, time] of times.entries())
      expect(times.filter((other) => other >= time && other < time + 1000).length, `${index}`).toBeLessThan(
        20,
      );
  });

  it.each([
    ["", null, "needs a name of 1 to 64"],
    ["x".repeat(65), null, "needs a name of 1 to 64"],
    ["big", "x".repeat(17_000), 'The data of the event "big" is 17002 bytes'],
    ["number", 1n, 'The data of the event "number" is not JSON'],
  ])("that could not travel are refused in words that help: %s", (event, data, words) => {
    const { outbox: events, sent } = outbox();
    expect(() => events.add(event, data)).toThrow(words);
    expect(sent).toEqual([]);
  });
});
