import { describe, expect, it } from "vitest";
import { explanation } from "./explain.ts";

describe("the explanation in the console", () => {
  it("names the app, the origin, and where it can be allowed", () => {
    const refused = {
      code: "origin_not_allowed",
      message: "The origin https://app.example is not allowed for this app.",
      hint: "Allow it with one click in https://dash.example/apps/as_app_1/origins",
    };
    expect(explanation(refused, "as_app_1", "https://app.example")).toBe(
      "[agent-socket] as_app_1 is not connected (origin_not_allowed). The origin https://app.example is not allowed for this app. Allow it with one click in https://dash.example/apps/as_app_1/origins",
    );
  });

  it("adds the origin and the advice that the relay left out", () => {
    const unknown = { code: "unknown_app", message: "No app has this id.", hint: null };
    const text = explanation(unknown, "as_app_1", "https://app.example");
    expect(text).toContain("This page's origin is https://app.example.");
    expect(text).toContain("Copy the app id from the dashboard again");
  });

  it("leaves the origin out where it does not matter", () => {
    const replaced = { code: "replaced", message: "Another connection took over.", hint: null };
    expect(explanation(replaced, "as_app_1", "https://app.example")).not.toContain("https://app.example");
  });
});
