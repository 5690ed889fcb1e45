import { type ErrorCode, limits } from "@agent-socket/protocol";
import { describe, expect, it } from "vitest";
import { byteLength } from "./answer.ts";
import type { Finished, Reply } from "./call.ts";
import { callPage, deadLinkPage, refusedPage } from "./call-page.ts";
import { base, read, setPixel, textOf, tools, urlsOf, view } from "./link-view.fixture.ts";

const own = view(tools(setPixel, read));
const paint = { tool: "set_pixel", input: { x: 1, y: 2, color: "red" }, isPrinted: true };
const ended = (body: Reply["body"], status = 200, contentType = "application/json"): Finished => ({
  isReplay: false,
  callId: "call_1",
  result: { finishedAtMs: 0, answer: { kind: "reply", status, contentType, body } },
});
const declined = '{"error":{"code":"declined","message":"Not now."}}';

describe("the page of a call by link", () => {
  it("says what happened, shows the result, and prints what can be done next", () => {
    const page = callPage(own, paint, ended('{"ok":true}'));
    const [first = ""] = textOf(page).split("\n");
    expect(first).toBe(
      "Done at 00:00:00 UTC: Paint one pixel (set_pixel) with x = 1, y = 2, color = red. The result:",
    );
    expect(textOf(page)).toContain('\n{"ok":true}\n');
    expect(textOf(page)).toMatch(/\n## Next\n1\. Read the canvas\n {3}https:/);
  });

  it.each([
    ["a success", ended("{}"), 200, 200, "ok", "Done at"],
    ["a success without a body", ended("", 204), 200, 200, "ok", "(empty)"],
    ["a redirect", ended("", 302), 200, 200, "ok", "Done at"],
    ["an error of the app", ended("{}", 500), 200, 500, "tool_error", "Not done (status 500, 00:00:00 UTC)"],
    [
      "a no of its person",
      ended(declined, 403),
      200,
      403,
      "tool_error",
      "Declined at 00:00:00 UTC by the person",
    ],
  ])(
    "has a status that every reader shows when its address was printed: %s",
    (_, finished, printed, plain, outcome, words) => {
      const page = callPage(own, paint, finished);
      expect([page.status, page.headers["agent-socket-outcome"]]).toEqual([printed, outcome]);
      expect(textOf(page)).toContain(words);
      expect(callPage(own, { ...paint, isPrinted: false }, finished).status).toBe(plain);
    },
  );

  it("hands bytes on as they are", () => {
    const page = callPage(own, paint, ended(new Uint8Array([1, 2]), 200, "image/png"));
    expect(page.body).toEqual(new Uint8Array([1, 2]));
    expect(page.headers).toEqual({ "content-type": "image/png", "agent-socket-outcome": "ok" });
  });

  it("says of a reading call that it read", () => {
    const page = callPage(own, { tool: "read", input: {}, isPrinted: true }, ended("x"));
    expect(textOf(page)).toMatch(/^Read at 00:00:00 UTC: Read the canvas \(read\)\. The result:/);
  });

  it("tells of a repeat that nothing was run, and prints a fresh link for the same call", () => {
    const page = callPage(own, paint, { ...ended("{}"), isReplay: true });
    expect(textOf(page)).toContain("Already done at 00:00:00 UTC");
    expect(textOf(page)).toMatch(
      /1\. Run the same call once more\n.*\/set_pixel\?x=1&y=2&color=red&_once=KEY/,
    );
    expect(page.headers["idempotency-replayed"]).toBe("true");
    const failed = callPage(own, paint, { ...ended("{}", 500), isReplay: true });
    expect(textOf(failed)).toContain("Already tried at 00:00:00 UTC");
  });

  it("offers the tool that was called once more, its first choice already open", () => {
    const painting = {
      path: "/paint",
      input_schema: {
        type: "object",
        properties: { color: { enum: ["red", "blue"] }, text: { type: "string" } },
        required: ["color", "text"],
      },
    };
    const page = callPage(
      view(tools(read, painting)),
      { tool: "paint", input: null, isPrinted: true },
      ended("{}"),
    );
    expect(textOf(page)).toContain(`   - blue: ${base}/_as/pick/paint?color=blue`);
  });

  it("is cut to pages of bytes, and following `Read on` gives all of it", () => {
    const body = "ü😀".repeat(3_000);
    const long = ended(body, 200, "text/plain");
    let joined = "";
    let from: number | null = 0;
    while (from !== null) {
      const page = textOf(callPage(own, { tool: "read", input: null, isPrinted: true }, long, from));
      expect(byteLength(page)).toBeLessThan(limits.PAGE_BYTES);
      joined += page.match(/[ü😀]/gu)?.join("") ?? "";
      const next: string | undefined = /_as\/tasks\/call_1\?from=(\d+)/.exec(page)?.[1];
      from = next === undefined ? null : Number(next);
    }
    expect(joined).toBe(body);
  });
});

describe("the page of a refused call", () => {
  const same = /1\. .*\n {3}https:\S*\/set_pixel\?x=1&y=2&color=red&_once=KEY/;

  it.each<[ErrorCode, number, string, boolean]>([
    ["once_required", 428, "Not run", true],
    ["app_offline", 503, "Not run", true],
    ["rate_limited", 429, "Not run", true],
    ["too_many_inflight", 429, "Not run", true],
    ["idempotency_conflict", 409, "Not run", true],
    ["already_done", 409, "Already done, nothing was run now", true],
    ["outcome_unknown", 502, "Not known whether it ran", false],
    ["tool_timeout", 504, "No answer from the app in time", false],
    ["tool_not_allowed", 403, "Not run", false],
  ])(
    "says %s in words, and prints the same call afresh where that helps",
    (code, status, words, isOffered) => {
      const refusal = { code, message: "The reason.", hint: "The hint." };
      const page = refusedPage(own, paint, refusal);
      expect([page.status, page.headers["agent-socket-outcome"]]).toEqual([200, code]);
      expect(textOf(page)).toMatch(new RegExp(`^${words}: Paint one pixel`));
      expect(textOf(page)).toContain(
        code === "once_required" ? `The reason.\n(${code})\n` : `The reason.\nThe hint.\n(${code})\n`,
      );
      expect(same.test(textOf(page))).toBe(isOffered);
      expect(refusedPage(own, { ...paint, isPrinted: false }, refusal).status).toBe(status);
    },
  );

  it("prints a call that fits, where one is near, and keeps what fitted for the choice of the rest", () => {
    const call = { ...paint, input: { x: 1, y: 99, colour: "Red" } };
    const fits = (input: object) => JSON.stringify(input) === '{"x":1,"y":31,"color":"red"}';
    const refusal = { code: "invalid_input" as const, message: "No." };
    const page = textOf(refusedPage({ ...own, canAsk: true }, call, refusal, fits));
    expect(page).toMatch(
      /1\. Run it with what is nearest and fits: x = 1, y = 31, color = red\n.*x=1&y=31&color=red&_once=/,
    );
    expect(urlsOf(page)).toContain(`${base}/_as/pick/set_pixel?x=1&_f=KEY`);
    expect(page).toContain(`${base}/_as/ask/set_pixel?x=1&_once=`);
    const unknown = textOf(refusedPage(own, call, refusal, () => false));
    expect(unknown).not.toContain("nearest");
    const blank = textOf(refusedPage(own, { ...paint, input: {} }, refusal, () => false));
    expect(urlsOf(blank).filter((url) => url.includes("/pick/set_pixel?_f="))).toHaveLength(1);
  });

  it("asks again where the call was a question to the person", () => {
    const refusal = { code: "app_offline" as const, message: "Away." };
    const page = textOf(refusedPage(own, { ...paint, isAsk: true, input: { x: 1 } }, refusal));
    expect(page).toContain(`${base}/_as/ask/set_pixel?x=1&_once=KEY`);
  });

  it("is a few lines for a link that is dead", () => {
    const refusal = { code: "link_revoked" as const, message: "It was revoked.", hint: "Ask for another." };
    expect(deadLinkPage(refusal, true)).toMatchObject({
      status: 200,
      headers: { "agent-socket-outcome": "link_revoked" },
      body: "Not run: It was revoked.\nAsk for another.\n(link_revoked)\n",
    });
    expect(deadLinkPage(refusal, false).status).toBe(410);
  });
});
