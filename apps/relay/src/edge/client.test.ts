import { describe, expect, it } from "vitest";
import { guessClient, isPassive } from "./client.ts";

describe("who reads", () => {
  it.each([
    ["Mozilla/5.0 (compatible; Claude-User/1.0; +Claude-User@anthropic.com)", "claude"],
    [
      "Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko); compatible; ChatGPT-User/1.0; +https://openai.com/bot",
      "chatgpt",
    ],
    ["curl/8.5.0", "curl"],
    ["python-requests/2.32.3", "python"],
    ["Mozilla/5.0 (X11; Linux x86_64) Chrome/156.0", "browser"],
    ["", null],
  ])("%s is %s", (userAgent, client) => {
    expect(guessClient(userAgent)).toBe(client);
  });

  it.each([
    "Slackbot-LinkExpanding 1.0",
    "Twitterbot/1.0",
    "facebookexternalhit/1.1",
    "WhatsApp/2.23",
    "TelegramBot (like TwitterBot)",
    "Discordbot/2.0",
  ])("%s is a preview", (userAgent) => {
    expect(isPassive("GET", new Headers({ "user-agent": userAgent }))).toBe(true);
  });

  it("HEAD and prefetches are previews; a chat's reader is not", () => {
    expect(isPassive("HEAD", new Headers())).toBe(true);
    expect(isPassive("GET", new Headers({ "sec-purpose": "prefetch;prerender" }))).toBe(true);
    expect(isPassive("GET", new Headers({ "user-agent": "Claude-User/1.0" }))).toBe(false);
  });
});
