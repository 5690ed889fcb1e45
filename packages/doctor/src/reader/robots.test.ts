import { describe, expect, it } from "vitest";
import { robotsAllow } from "./robots.ts";

describe("robots.txt", () => {
  it.each([
    ["", "/v1/t/x", true],
    ["User-agent: *\nAllow: /\n", "/v1/t/x", true],
    ["User-agent: *\nDisallow: /\n", "/v1/t/x", false],
    ["User-agent: *\nDisallow:\n", "/v1/t/x", true],
    ["User-agent: other\nDisallow: /\n", "/v1/t/x", true],
    ["User-agent: *\nDisallow: /\n\nUser-agent: claude-user\nAllow: /v1/\n", "/v1/t/x", true],
    ["User-agent: GPTBot\nUser-agent: Claude-User\nDisallow: /v1/\n", "/v1/t/x", false],
    ["User-agent: *\nDisallow: /v1/\nAllow: /v1/t/\n", "/v1/t/x", true],
    ["User-agent: *\nDisallow: /*.png$\n", "/v1/a.png", false],
    ["User-agent: *\nDisallow: /*.png$\n", "/v1/a.png?x=1", true],
    ["user-agent : * # all\r\ndisallow : /v1/ # not here\r\n", "/v1/t/x", false],
  ])("%j allows %s: %s", (robotsTxt, path, allowed) => {
    expect(robotsAllow(robotsTxt, "Claude-User", path)).toBe(allowed);
  });
});
