import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Emitter } from "./emitter.ts";

const logged = vi.spyOn(console, "error");
beforeEach(() => void logged.mockImplementation(() => undefined));
afterEach(() => logged.mockReset());

const settled = () => new Promise<void>((resolve) => void setTimeout(resolve, 0));

describe("an emitter", () => {
  it("tells each listener until it has enough", async () => {
    const emitter = new Emitter<{ count: number }>();
    const heard: string[] = [];
    const stop = emitter.on("count", (count) => heard.push(`a${count}`));
    emitter.on("count", (count) => heard.push(`b${count}`));
    emitter.emit("count", 1);
    await settled();
    stop();
    emitter.emit("count", 2);
    await settled();
    expect(heard).toEqual(["a1", "b1", "b2"]);
  });

  it("tells nobody before the caller is done", () => {
    const emitter = new Emitter<{ count: number }>();
    const listener = vi.fn<(count: number) => void>();
    emitter.on("count", listener);
    emitter.emit("count", 1);
    expect(listener).not.toHaveBeenCalled();
  });

  it("is not stopped by a listener that throws", async () => {
    const emitter = new Emitter<{ count: number }>();
    const heard: number[] = [];
    emitter.on("count", () => {
      throw new Error("a fault of the app");
    });
    emitter.on("count", (count) => heard.push(count));
    emitter.emit("count", 1);
    await settled();
    expect([heard, logged.mock.calls.length]).toEqual([[1], 1]);
  });
});
