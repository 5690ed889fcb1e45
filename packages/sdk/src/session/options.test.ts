import { afterEach, describe, expect, it, vi } from "vitest";
import type { ConnectOptions } from "./options.ts";
import { readMintOptions, readOptions } from "./options.ts";

const good: ConnectOptions = {
  appId: "as_app_anon",
  tools: [],
  baseUrl: "https://relay.example",
  persist: "none",
};
const faultOf = (change: Record<string, unknown>): string => {
  try {
    readOptions({ ...good, ...change });
    return "";
  } catch (cause) {
    return cause instanceof Error ? cause.message : "";
  }
};

const twice = <T>(item: T): readonly T[] => [item, item];

afterEach(() => void vi.unstubAllGlobals());

describe("options", () => {
  it.each([
    ["https://relay.example", "wss://relay.example/v1/_ws"],
    ["http://localhost:8787/", "ws://localhost:8787/v1/_ws"],
    ["wss://relay.example/sub/", "wss://relay.example/sub/v1/_ws"],
  ])("%s is reached at %s", (baseUrl, address) => {
    expect(readOptions({ ...good, baseUrl }).socketUrl).toBe(address);
  });

  it.each([
    ["appId", { appId: undefined }, 'use "as_app_anon" to try without an account'],
    ["appId", { appId: "my-app" }, "copy it from the dashboard"],
    ["baseUrl", { baseUrl: undefined }, "the address of the relay"],
    ["baseUrl", { baseUrl: "ftp://relay.example" }, "the address of the relay"],
    ["appName", { appName: "x".repeat(129) }, '"appName" has 129 characters; at most 128'],
    ["appDescription", { appDescription: 7 }, '"appDescription" must be a text'],
    ["tools", { tools: {} }, '"tools" must be an array'],
    ["prompts", { prompts: {} }, '"prompts" must be an array of at most 20'],
    ["prompts", { prompts: Array.from({ length: 21 }, () => null) }, "an array of at most 20"],
    ["prompts", { prompts: [null] }, 'prompts[0] needs a "name" of its own'],
    ["prompts", { prompts: [{ text: "x" }] }, 'prompts[0] needs a "name"'],
    ["prompts", { prompts: [{ name: "a b", text: "x" }] }, 'prompts[0] needs a "name"'],
    ["prompts", { prompts: [{ name: "a", text: " " }] }, 'a "text" of 1 to 4096 characters'],
    ["prompts", { prompts: [{ name: "a", text: "x", description: 1 }] }, 'a "description" of at most 1024'],
    ["prompts", { prompts: twice({ name: "a", text: "x" }) }, 'prompts[1] needs a "name" of its own'],
    ["linkCalls", { linkCalls: "none" }, '"linkCalls" must be "all", "read-only" or "off"'],
    ["holdForMs", { holdForMs: 1.5 }, '"holdForMs" must be a whole number of milliseconds'],
    ["holdForMs", { holdForMs: -1 }, '"holdForMs" must be a whole number of milliseconds'],
    ["ask", { ask: true }, '"ask" must be a function'],
    ["approve", { approve: "always" }, '"approve" must be "destructive", "never", or a function'],
    ["persist", { persist: "always" }, '"persist" must be "tab", "browser", "none", or a store'],
  ])("with a faulty %s say how to mend it", (_, change, words) => {
    expect(faultOf(change)).toContain(words);
  });

  it("become the registration", () => {
    const prompts = [{ name: "sunset", text: "Paint a sunset." }];
    const { registration } = readOptions({ ...good, prompts, linkCalls: "read-only", holdForMs: 60_000 });
    expect(registration).toEqual({
      appId: "as_app_anon",
      prompts: [{ name: "sunset", description: "", text: "Paint a sunset." }],
      linkCalls: "read-only",
      holdForMs: 60_000,
    });
  });

  it("promise a person only where there is a page, or the app asks by itself", () => {
    const canAsk = (change: Partial<ConnectOptions> = {}) =>
      readOptions({ ...good, ...change }).registration.canAsk;
    expect([canAsk(), canAsk({ ask: () => ({ kind: "decline" }) })]).toEqual([undefined, true]);
    vi.stubGlobal("document", {});
    expect(canAsk()).toBe(undefined);
    vi.stubGlobal("HTMLDialogElement", class {});
    expect(canAsk()).toBe(true);
  });

  it("say what to do in a runtime without a WebSocket", () => {
    vi.stubGlobal("WebSocket", undefined);
    expect(faultOf({})).toContain('install "ws" and pass it');
    expect(faultOf({ WebSocket: class {} })).toBe("");
  });
});

describe("the options of a link", () => {
  const { tools } = readOptions({
    ...good,
    tools: [{ path: "/read", description: "", handler: () => null }],
  });

  it("go through when they are good, and are left out when they were", () => {
    const all = {
      label: "user-42",
      expiresIn: 60,
      tools: ["read"],
      readOnly: true,
      maxCalls: 3,
      linkCalls: "off",
    } as const;
    expect([readMintOptions(all, tools), readMintOptions({}, tools)]).toEqual([all, {}]);
  });

  it.each([
    [{ expiresIn: 0 }, '"expiresIn" is in seconds'],
    [{ expiresIn: Number.NaN }, '"expiresIn" is in seconds'],
    [{ maxCalls: 1.5 }, '"maxCalls" must be a whole number'],
    [{ linkCalls: "none" as "off" }, '"linkCalls" must be "all", "read-only" or "off"'],
    [{ tools: ["write"] }, 'names "write", which does not exist. There are: read.'],
    [{ label: "x".repeat(257) }, '"label" has 257 characters'],
  ])("%j are refused in words that help", (options, words) => {
    expect(() => readMintOptions(options, tools)).toThrow(words);
  });
});
