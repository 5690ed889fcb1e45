import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import type { Obstacle } from "./cannot-reach.ts";
import { PageCache } from "./page-cache.ts";
import type { Policy } from "./policy.ts";
import { policies } from "./policies.ts";
import { Reader } from "./reader.ts";

type Handler = (request: IncomingMessage, response: ServerResponse) => void;

const requests: IncomingMessage[] = [];
let robotsTxt: Handler;
let answer: Handler;

const text =
  (body: string, status = 200, type = "text/plain"): Handler =>
  (_request, response) =>
    void response.writeHead(status, { "content-type": type }).end(body);

const server = createServer((request, response) => {
  if (request.url === "/robots.txt") return robotsTxt(request, response);
  requests.push(request);
  answer(request, response);
});
await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
const address = server.address();
const origin = `http://127.0.0.1:${typeof address === "object" && address !== null ? address.port : 0}`;
const page = `${origin}/page`;

beforeEach(() => {
  requests.length = 0;
  robotsTxt = text("", 404);
  answer = text(`See ${origin}/next, or POST /tool to the link.`);
});
afterAll(() => server.close());

const calm: Policy = { ...policies["fetch-printed"], repeats: 0 };
function readerOf(change: Partial<Policy> = {}): Reader {
  const reader = new Reader({ ...calm, ...change });
  reader.hear(`Please open ${page}.`);
  return reader;
}
const refusal = (obstacle: Obstacle) => expect.objectContaining({ name: "CannotReach", obstacle });

describe("a reader that only opens printed addresses", () => {
  it("opens the one in its user's message, and those on the page that it finds there", async () => {
    const reader = readerOf();
    await reader.open(page);
    await expect(reader.open(`${origin}/next`)).resolves.toMatchObject({ status: 200 });
    expect(reader.fetches).toBe(2);
  });

  it.each(["/other", "/page?x=1", "/page/", "/tool"])("throws on %s, and sends nothing", async (path) => {
    const reader = readerOf();
    await reader.open(page);
    await expect(reader.open(origin + path)).rejects.toEqual(refusal("never printed"));
    expect(requests).toHaveLength(1);
  });

  it("throws on an address of more than 250 characters, and sends nothing", async () => {
    const reader = readerOf();
    const [fits, tooLong] = [250, 251].map((length) => `${page}?`.padEnd(length, "x"));
    reader.hear(`${fits} ${tooLong}`);
    await expect(reader.open(fits ?? "")).resolves.toMatchObject({ status: 200 });
    await expect(reader.open(tooLong ?? "")).rejects.toEqual(refusal("too long"));
    expect(requests).toHaveLength(1);
  });

  it("throws on any other method than GET, and sends nothing", async () => {
    await expect(readerOf().send("POST", page, "{}")).rejects.toEqual(refusal("only GET"));
    expect(requests).toHaveLength(0);
  });

  it.each([
    ["application/json", "not text"],
    ["text/markdown", "not text"],
    ["image/png", "not text"],
  ] as const)("is shown nothing of %s", async (type, obstacle) => {
    answer = text("…", 200, type);
    await expect(readerOf().open(page)).rejects.toEqual(refusal(obstacle));
  });

  it("is shown of an error its status alone, and learns no address from it", async () => {
    answer = text(`Use ${origin}/instead`, 422);
    const reader = readerOf();
    await expect(reader.open(page)).rejects.toMatchObject({ obstacle: "error status", status: 422 });
    await expect(reader.open(`${origin}/instead`)).rejects.toEqual(refusal("never printed"));
  });

  it("follows no redirect, and shows no secret of where it leads", async () => {
    answer = (_request, response) =>
      void response.writeHead(301, { location: "https://elsewhere.example/secret" }).end();
    const thrown: unknown = await readerOf()
      .open(page)
      .catch((cause: unknown) => cause);
    expect(thrown).toEqual(refusal("redirect"));
    expect(String(thrown)).toContain("elsewhere.example");
    expect(String(thrown)).not.toContain("secret");
  });

  it("gives up when there is no answer in time", async () => {
    answer = () => undefined;
    await expect(readerOf({ timeoutMs: 50 }).open(page)).rejects.toEqual(refusal("no answer"));
  });

  it("sends no cookies", async () => {
    answer = (_request, response) =>
      void response.writeHead(200, { "content-type": "text/plain", "set-cookie": "a=b" }).end("ok");
    const reader = readerOf({ cacheMs: 0 });
    await reader.open(page);
    await reader.open(page);
    expect(requests.map(({ headers }) => headers.cookie)).toEqual([undefined, undefined]);
  });
});

describe("robots.txt", () => {
  it.each([
    ["names the reader", text("User-agent: Claude-User\nDisallow: /")],
    ["keeps everybody away", text("User-agent: *\nDisallow: /")],
    ["cannot be read", text("busy", 503)],
  ])("keeps the reader away when it %s", async (_case, handler) => {
    robotsTxt = handler;
    await expect(readerOf().open(page)).rejects.toEqual(refusal("robots.txt"));
    expect(requests).toHaveLength(0);
  });

  it("is nothing to a reader that does not look at it", async () => {
    robotsTxt = text("User-agent: *\nDisallow: /");
    await expect(readerOf({ robotsName: null }).open(page)).resolves.toMatchObject({ status: 200 });
  });
});

describe("the cache", () => {
  it("answers for 15 minutes, and not longer", async () => {
    let nowMs = 0;
    const reader = new Reader(calm, { now: () => nowMs });
    reader.hear(page);
    await reader.open(page);
    nowMs = 15 * 60_000 - 1;
    await reader.open(page);
    expect(requests).toHaveLength(1);
    nowMs += 1;
    await reader.open(page);
    expect(requests).toHaveLength(2);
  });

  it("answers one chat with what another read, where they share it", async () => {
    const cache = new PageCache();
    const [first, second] = [new Reader(calm, { cache }), new Reader(calm, { cache })];
    for (const reader of [first, second]) reader.hear(page);
    await first.open(page);
    answer = text("changed");
    expect((await second.open(page)).text).toContain("/next");
    expect(requests).toHaveLength(1);
  });
});

describe("other powers", () => {
  it("fetches twice when it is so inclined, and counts that once", async () => {
    const reader = new Reader({ ...calm, repeats: 0.25 }, { random: () => 0.2 });
    reader.hear(page);
    await reader.open(page);
    expect(requests).toHaveLength(2);
    expect(reader.fetches).toBe(1);
  });

  it("makes ten requests a minute, and throws on the eleventh", async () => {
    let nowMs = 0;
    const reader = new Reader(policies["fetch-build"], { now: () => nowMs });
    reader.hear(page);
    for (let count = 0; count < 10; count += 1) await reader.open(page);
    await expect(reader.open(page)).rejects.toEqual(refusal("too many requests"));
    expect(requests).toHaveLength(10);
    nowMs = 60_000;
    await expect(reader.open(page)).resolves.toMatchObject({ status: 200 });
  });

  it("composes addresses of what was printed, with any query, and no others", async () => {
    const reader = new Reader(policies["fetch-build"]);
    reader.hear(page);
    await reader.open(page);
    await expect(reader.open(`${page}?a=1`)).resolves.toMatchObject({ status: 200 });
    await expect(reader.open(`${page}/tool?a=1`)).resolves.toMatchObject({ status: 200 });
    await expect(reader.open(`${page}/other?a=1`)).rejects.toEqual(refusal("never printed"));
    await expect(reader.open(`${origin}/other`)).rejects.toEqual(refusal("never printed"));
  });

  it("forgets what its bodies are, as curl's users do", async () => {
    await new Reader(policies.curl).send("POST", page, "{}");
    expect(requests[0]).toMatchObject({ method: "POST" });
    expect(requests[0]?.headers["content-type"]).toBeUndefined();
  });
});
