import { describe, expect, it } from "vitest";
import type { Finished } from "./call.ts";
import { replyAnswer, taskAnswer } from "./call-answer.ts";
import { base, read, textOf, tools, view } from "./link-view.fixture.ts";

const finished = (contentType: string): Finished => ({
  isReplay: false,
  callId: null,
  result: {
    finishedAtMs: 0,
    answer: { kind: "reply", status: 200, contentType, body: "<script>1</script>" },
  },
});

describe("an answer of an app", () => {
  it.each([
    "text/html",
    "TEXT/HTML; charset=utf-8",
    "application/xhtml+xml",
    "image/svg+xml",
    "text/xml",
    "application/atom+xml",
    "text/javascript",
    "nonsense",
    "text/plain\r\nx-evil: 1",
    "",
  ])("goes out as plain text when its type is %j", (type) => {
    expect(replyAnswer(finished(type), { requestId: "r" }).headers["content-type"]).toBe(
      "text/plain; charset=utf-8",
    );
  });

  it.each(["application/json", "image/png", "text/csv; charset=utf-8", "application/pdf"])(
    "keeps the type %s",
    (type) => {
      expect(replyAnswer(finished(type), { requestId: "r" }).headers["content-type"]).toBe(type);
    },
  );
});

describe("a call that goes on", () => {
  const running = { tool: "read", taskId: "T1", progress: null, isAsk: false, isPrinted: false };
  const own = view(tools(read));

  it("is answered with its address, as JSON with its progress", () => {
    const progress = { progress: 3, total: 20, message: null };
    const answer = taskAnswer(own, { ...running, surface: "http", progress });
    expect(answer.status).toBe(202);
    expect(JSON.parse(textOf(answer))).toMatchObject({
      task: "T1",
      url: `${base}/_as/tasks/T1?wait=25`,
      progress,
    });
  });

  it.each([
    [{ isPrinted: true }, 200, "Still running: Read the canvas (read)."],
    [{}, 202, "Still running"],
    [{ isAsk: true }, 202, "Waiting for the person in the app"],
    [{ progress: { progress: 3, total: 20, message: "row\n3" } }, 202, "So far: 3 of 20, row 3"],
    [{ progress: { progress: 0.5, total: null, message: null } }, 202, "So far: 0.5\n"],
  ])("is a page for a reader of links: %j", (change, status, words) => {
    const page = taskAnswer(own, { ...running, surface: "link", ...change });
    expect(page.status).toBe(status);
    expect(page.headers["agent-socket-outcome"]).toBe("running");
    expect(textOf(page)).toContain(words);
    expect(textOf(page)).toContain(`   ${base}/_as/tasks/T1?wait=8&_f=KEY\n`);
  });
});
