import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { type Progress, ProgressSender } from "./progress.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function sender() {
  const sent: Progress[] = [];
  return { sent, progress: new ProgressSender((one) => sent.push(one)) };
}

describe("progress", () => {
  it("is sent at once, and then at most four times a second with the newest word", () => {
    const { sent, progress } = sender();
    for (let done = 1; done <= 100; done++) {
      progress.report(done, 100);
      vi.advanceTimersByTime(10);
    }
    expect(sent[0]).toEqual({ progress: 1, total: 100 });
    expect(sent.length).toBeLessThanOrEqual(5);
    expect(sent.at(-1)?.progress).toBeGreaterThan(70);
  });

  it("says its last word before the answer, once, and nothing after it", () => {
    const { sent, progress } = sender();
    progress.report(1);
    progress.report(2, 2, "done");
    progress.finish();
    progress.finish();
    progress.report(3);
    vi.advanceTimersByTime(1000);
    expect(sent).toEqual([{ progress: 1 }, { progress: 2, total: 2, message: "done" }]);
  });

  it("is not sent when nobody waits any more", () => {
    const { sent, progress } = sender();
    progress.report(1);
    progress.report(2);
    progress.stop();
    vi.advanceTimersByTime(1000);
    expect(sent).toEqual([{ progress: 1 }]);
  });

  it("of no number is left out with a warning, and long words are cut", () => {
    const warned = vi.spyOn(console, "warn").mockImplementation(() => undefined);
    const { sent, progress } = sender();
    progress.report(Number.NaN);
    progress.report(1, undefined, "x".repeat(300));
    expect(warned).toHaveBeenCalledOnce();
    expect(sent.map(({ message }) => message?.length)).toEqual([256]);
    warned.mockRestore();
  });
});
