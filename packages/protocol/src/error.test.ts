/** The error table is complete, legal and unambiguous. */
import { describe, expect, it } from "vitest";
import { errorTable, isErrorCode } from "./error.ts";
import { refuse, wireError } from "./refusal.ts";

const rows = Object.entries(errorTable);
/** The designed close codes: an app reads from them what to do next. */
const CLOSE_CODES = new Set([4400, 4401, 4403, 4404, 4408, 4409, 4410, 4413, 4429, 4500]);

describe("the error table", () => {
  it("gives each code an HTTP error status and a designed close code", () => {
    for (const [code, row] of rows) {
      expect(code).toMatch(/^[a-z]+(_[a-z]+)*$/);
      expect(row.http, code).toBeGreaterThanOrEqual(400);
      expect(row.http, code).toBeLessThan(600);
      expect(CLOSE_CODES.has(row.close), `${code} closes with ${row.close}`).toBe(true);
    }
  });

  it("gives no two codes the same meaning, and each a whole sentence", () => {
    expect(new Set(rows.map(([, row]) => row.meaning)).size).toBe(rows.length);
    for (const [code, row] of rows) expect(row.meaning, code).toMatch(/^[A-Z].{10,}\.$/);
  });

  it("says to try later only where the fault can pass by itself", () => {
    const later = rows.filter(([, row]) => row.retry === "later").map(([, row]) => row.http);
    expect([...new Set(later)].toSorted((a, b) => a - b)).toEqual([408, 409, 429, 500, 503]);
  });

  it("gives a dead link's holder 410 and everyone else 404", () => {
    const gone = rows.filter(([, row]) => row.http === 410).map(([code]) => code);
    expect(gone).toEqual(["link_revoked", "link_expired", "session_ended"]);
    expect(errorTable.link_not_recognised.http).toBe(404);
  });

  it("does not take inherited names for codes", () => {
    expect(isErrorCode("malformed")).toBe(true);
    for (const text of ["toString", "constructor", "__proto__", "", "MALFORMED"])
      expect(isErrorCode(text)).toBe(false);
  });
});

describe("an error on the wire", () => {
  it("holds what helps and leaves out what is not set", () => {
    expect(wireError(refuse("malformed", "Not JSON."))).toEqual({ code: "malformed", message: "Not JSON." });
    const issues = [{ pointer: "/x", message: "must be a number" }];
    const refusal = refuse("invalid_input", "One fault.", {
      hint: "Fix it.",
      issues,
      allow: ["GET"],
      retryAfterSeconds: 3,
    });
    expect(wireError(refusal, "req_1")).toEqual({
      code: "invalid_input",
      message: "One fault.",
      hint: "Fix it.",
      issues,
      request_id: "req_1",
    });
  });
});
