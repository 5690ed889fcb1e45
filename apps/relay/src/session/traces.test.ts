/** What a session leaves behind, and for how long. Time passes by moving what was stored into the past. */
import { limits } from "@agent-socket/protocol";
import { afterAll, beforeAll, describe, it } from "vitest";
import { newRelay } from "./relay.fixture.ts";
import { connectApp, type TestApp } from "./test-app.fixture.ts";

const relay = newRelay();
let url: URL;
beforeAll(async () => {
  url = await relay.listen();
});
afterAll(() => relay.close());

const HOUR_MS = 3_600_000;
const DAY_MS = limits.TOMBSTONE_MS;
const MIB = 1024 * 1024;

/** Every time that the object stored was so much earlier; it wakes up with these. */
async function letPass(
  { sessionId }: TestApp,
  ms: number,
  sockets: "close" | "hibernate" = "close",
): Promise<void> {
  const earlier = (text: string) =>
    text.replaceAll(
      /("(?:atMs|awaySinceMs|createdAtMs|lastUsedAtMs|expiresAtMs)":)(\d+)/g,
      (_, name: string, at: string) => name + (Number(at) - ms),
    );
  for (const [table, column] of [
    ["session", "record"],
    ["links", "link"],
  ])
    for (const row of await relay.sql(sessionId, `select rowid as id, ${column} as text from ${table}`))
      await relay.sql(
        sessionId,
        `update ${table} set ${column} = ? where rowid = ?`,
        earlier(String(row["text"])),
        Number(row["id"]),
      );
  await relay.sql(
    sessionId,
    "update calls set finished_ms = finished_ms - ?, expires_ms = expires_ms - ?",
    ms,
    ms,
  );
  await relay.evict(sessionId, sockets);
}

const statusAt = async (address: string): Promise<number> => {
  const response = await fetch(address);
  await response.text();
  return response.status;
};
const tables = async ({ sessionId }: TestApp) =>
  (await relay.sql(sessionId, "select name from sqlite_master where name not like '\\_cf%' escape '\\'")).map(
    (row) => row["name"],
  );
const countOf = async ({ sessionId }: TestApp, what: string): Promise<number> =>
  Number((await relay.sql(sessionId, `select count(*) as number from ${what}`))[0]?.["number"]);
const echo = (app: TestApp, key: string, n = 1) =>
  fetch(`${app.linkUrl}/echo`, {
    method: "POST",
    body: JSON.stringify({ n }),
    headers: { "idempotency-key": key },
  });
/** A link that was revoked; what is due is done when its day is over. */
async function revokedLink(app: TestApp): Promise<string> {
  const { url: address = "", tokenId } = await app.ask({ type: "mint_agent_token" });
  await app.ask({ type: "revoke_agent_token", tokenId });
  return address;
}

describe.concurrent("an ended session", () => {
  it("tells the holders of its links for a day, and then nothing is left of it", async ({ expect }) => {
    const app = await connectApp(url);
    await echo(app, "k");
    await revokedLink(app);
    app.close();
    await expect.poll(() => statusAt(app.linkUrl)).toBe(410);
    await letPass(app, DAY_MS - 60_000);
    expect(await statusAt(app.linkUrl)).toBe(410);
    expect(await tables(app)).toContain("links");
    await letPass(app, 60_000);
    await expect.poll(() => statusAt(app.linkUrl), { timeout: 10_000 }).toBe(404);
    expect(await tables(app)).toEqual([]);
  });

  it("comes about by itself when its app is away for longer than it is held", async ({ expect }) => {
    const app = await connectApp(url);
    await relay.evict(app.sessionId, "close");
    expect(await statusAt(app.linkUrl)).toBe(200);
    await letPass(app, limits.ANONYMOUS_HOLD_MS - 60_000);
    expect(await statusAt(app.linkUrl)).toBe(200);
    await letPass(app, 60_000);
    await expect.poll(() => statusAt(app.linkUrl), { timeout: 10_000 }).toBe(410);
    await expect(connectApp(url, app)).rejects.toThrow("resume_refused");
  });
});

describe.concurrent("a session that goes on", () => {
  it("forgets a dead link after a day", async ({ expect }) => {
    const app = await connectApp(url);
    const dead = await revokedLink(app);
    await letPass(app, DAY_MS - 60_000, "hibernate");
    expect(await statusAt(dead)).toBe(410);
    await letPass(app, 60_000, "hibernate");
    await expect.poll(() => statusAt(dead), { timeout: 10_000 }).toBe(404);
    expect(await countOf(app, "links")).toBe(1);
    expect(await statusAt(app.linkUrl)).toBe(200);
    app.close();
  });

  it("gives a call's result for an hour, knows its key for a week, and then runs it again", async ({
    expect,
  }) => {
    const app = await connectApp(url);
    await echo(app, "k");
    const started = await fetch(`${app.linkUrl}/hold`, { method: "POST", headers: { prefer: "wait=0" } });
    const task: { url: string } = await started.json();
    app.release();
    await expect.poll(() => statusAt(task.url)).toBe(200);
    await revokedLink(app);
    await letPass(app, DAY_MS, "hibernate");
    expect(await statusAt(app.linkUrl)).toBe(200);
    await expect.poll(() => countOf(app, "calls where result is not null"), { timeout: 10_000 }).toBe(0);
    const repeat = await echo(app, "k");
    expect(repeat.status).toBe(409);
    expect(await repeat.text()).toMatch(/already_done.*ran before, at 20\d\d-/);
    expect((await echo(app, "k", 2)).status).toBe(409);
    const printed = await fetch(`${app.linkUrl}/echo?n=5&_once=k`);
    expect(printed.headers.get("agent-socket-outcome")).toBe("idempotency_conflict");
    expect(await statusAt(task.url)).toBe(404);
    expect(app.callsSeen()).toBe(2);
    await revokedLink(app);
    await letPass(app, limits.KEY_KEPT_MS, "hibernate");
    expect(await statusAt(app.linkUrl)).toBe(200);
    await expect.poll(() => countOf(app, "calls"), { timeout: 10_000 }).toBe(0);
    expect((await echo(app, "k")).status).toBe(200);
    expect(app.callsSeen()).toBe(3);
    app.close();
  });

  it("keeps a printed link's page after the result is gone: it says when it ran, and runs nothing", async ({
    expect,
  }) => {
    const app = await connectApp(url);
    const address = `${app.linkUrl}/echo?n=5&_once=k`;
    expect(await statusAt(address)).toBe(200);
    await revokedLink(app);
    await letPass(app, DAY_MS, "hibernate");
    expect(await statusAt(app.linkUrl)).toBe(200);
    await expect.poll(() => countOf(app, "calls where result is not null"), { timeout: 10_000 }).toBe(0);
    const page = await fetch(address);
    expect([page.status, page.headers.get("agent-socket-outcome")]).toEqual([200, "already_done"]);
    const fresh = (await page.text()).match(/http\S+\/echo\?n=5&_once=[^\s{]+/)?.[0] ?? "";
    expect(fresh).not.toBe("");
    expect(fresh).not.toBe(address);
    expect(app.callsSeen()).toBe(1);
    expect(await statusAt(fresh)).toBe(200);
    expect(app.callsSeen()).toBe(2);
    app.close();
  });

  it("keeps 64 MiB of results: the oldest go early, their keys stay", async ({ expect }) => {
    const app = await connectApp(url);
    await echo(app, "real");
    const copies = `with recursive n(i) as (select 1 union all select i + 1 from n where i < 64)
      insert into calls select id || i, token_id, 'old' || i, call, deadline_ms, finished_ms - 100000 + i, finished_ms + ?, result, zeroblob(${MIB})
      from calls, n where once_key = 'real'`;
    await relay.sql(app.sessionId, copies, HOUR_MS);
    await relay.evict(app.sessionId, "hibernate");
    expect((await echo(app, "one more")).status).toBe(200);
    expect(await countOf(app, "calls")).toBe(66);
    expect(await countOf(app, `calls where length(body) = ${MIB}`)).toBeLessThanOrEqual(32);
    expect(await countOf(app, "calls where once_key = 'old1' and result is null")).toBe(1);
    expect(await countOf(app, "calls where once_key = 'old64' and result is not null")).toBe(1);
    expect((await echo(app, "real")).headers.get("idempotency-replayed")).toBe("true");
    app.close();
  });

  it("knows the last ten thousand keys, and no more", async ({ expect }) => {
    const app = await connectApp(url);
    await echo(app, "real");
    const copies = `with recursive n(i) as (select 1 union all select i + 1 from n where i <= ${limits.MAX_KEYS_KEPT + 5})
      insert into calls select id || i, token_id, 'old' || i, call, deadline_ms, finished_ms - 100000 + i, finished_ms + 1000000000, null, null
      from calls, n where once_key = 'real'`;
    await relay.sql(app.sessionId, copies);
    await revokedLink(app);
    await letPass(app, DAY_MS, "hibernate");
    expect(await statusAt(app.linkUrl)).toBe(200);
    await expect.poll(() => countOf(app, "calls"), { timeout: 10_000 }).toBe(limits.MAX_KEYS_KEPT);
    expect(await countOf(app, "calls where once_key = 'old1'")).toBe(0);
    expect(await countOf(app, "calls where once_key = 'real'")).toBe(1);
    app.close();
  });
});
