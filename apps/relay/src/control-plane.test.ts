/** The registry in a real workerd: never a cached "no", never an older version, and a change holds once it was acknowledged. */
import { newAppId, newAppKey, sha256 } from "@agent-socket/protocol";
import { entryDigest, type RegistryEntry, signControl } from "@agent-socket/protocol/control-plane";
import { describe, expect, it } from "vitest";
import { type Known, newEntry, openOffice, ORIGIN } from "./office.fixture.ts";

const { peer, place, register, worker } = await openOffice();
const outcomeOf = async (appId: string, origin = ORIGIN): Promise<string> => {
  const { app, outcome } = await register(appId, { origin });
  app.destroy();
  return outcome;
};

describe("the registry", () => {
  it("lets a new app in at once, though it was asked for before it existed", async () => {
    const entry = newEntry();
    expect(await outcomeOf(entry.appId)).toBe("unknown_app");
    expect(await outcomeOf(entry.appId)).toBe("unknown_app");
    peer.apps.set(entry.appId, entry);
    const createdAt = performance.now();
    expect(await outcomeOf(entry.appId)).toBe("ok");
    expect(performance.now() - createdAt).toBeLessThan(2_000);
  });

  it("does not store what it was answered: only a push writes the cache", async () => {
    const entry = newEntry();
    peer.apps.set(entry.appId, entry);
    await outcomeOf(entry.appId);
    await outcomeOf(entry.appId);
    expect(peer.asked).toEqual([null, null]);
    await peer.push(place.relay, entry);
    await outcomeOf(entry.appId);
    expect(peer.asked).toHaveLength(2);
  });

  it("asks before it refuses by a copy, which may be older than what was allowed a moment ago", async () => {
    const entry = newEntry({ origins: [] });
    await peer.push(place.relay, entry);
    peer.apps.set(entry.appId, { ...entry, version: 2, origins: [ORIGIN] });
    expect(await outcomeOf(entry.appId)).toBe("ok");
    expect(peer.asked).toEqual([1]);
  });

  it("refuses by its copy when the dashboard is away, and admits by it as well", async () => {
    const entry = newEntry();
    await peer.push(place.relay, entry);
    peer.isUp = false;
    expect(await outcomeOf(entry.appId)).toBe("ok");
    expect(await outcomeOf(entry.appId, "https://stranger.test")).toBe("origin_not_allowed");
    expect(await outcomeOf(newAppId())).toBe("registry_unavailable");
  });

  it("asks where its copy cannot be read", async () => {
    const entry = newEntry();
    await peer.push(place.relay, entry);
    const { REGISTRY } = await worker().getEnv();
    for (const broken of ["{", '{"version":1}']) {
      await REGISTRY.put(`app:${entry.appId}`, broken);
      expect(await outcomeOf(entry.appId)).toBe("ok");
    }
  });

  it("holds a removed origin off from the acknowledgement on, twenty times out of twenty", async () => {
    for (let time = 0; time < 20; time++) {
      const entry = newEntry({ version: 2 * time + 1 });
      await peer.push(place.relay, entry);
      if (time === 0) expect(await outcomeOf(entry.appId)).toBe("ok");
      await peer.push(place.relay, { ...entry, version: entry.version + 1, origins: [] });
      expect(await outcomeOf(entry.appId)).toBe("origin_not_allowed");
    }
  });

  it("takes no older version, in whatever order the pushes come", async () => {
    const entry = newEntry({ version: 7 });
    await peer.push(place.relay, entry);
    await peer.push(place.relay, { ...entry, version: 6, status: "suspended" });
    await peer.push(place.relay, { ...entry, status: "suspended" });
    peer.apps.delete(entry.appId);
    expect(await outcomeOf(entry.appId)).toBe("ok");
  });

  it("lists what it holds, page by page, with a digest of each", async () => {
    const entries = Array.from({ length: 104 }, (_, index) => newEntry({ version: index + 1 }));
    await Promise.all(entries.map((entry) => peer.push(place.relay, entry)));
    const held = new Map<string, { version: number; digest: string }>();
    let cursor: string | null = null;
    let pages = 0;
    do {
      const message = { operation: "list_registry", target: "list", cursor };
      const response = await peer.send(place.relay, "POST", "/registry/list", message);
      const page = (await response.json()) as {
        apps: { appId: string; version: number; digest: string }[];
        cursor: string | null;
      };
      for (const app of page.apps) held.set(app.appId, app);
      cursor = page.cursor;
      pages++;
    } while (cursor !== null);
    expect(pages).toBeGreaterThan(1);
    for (const entry of entries)
      expect(held.get(entry.appId)).toMatchObject({
        version: entry.version,
        digest: await entryDigest({ ...entry, origins: entry.origins.toReversed() }),
      });
  });
});

describe("a change, for who is connected already", () => {
  const refresh = async ({ sessionId }: Known, entry: RegistryEntry) => {
    const message = { operation: "refresh_session", target: sessionId, entry };
    const response = await peer.send(place.relay, "POST", `/sessions/${sessionId}/refresh`, message);
    return (await response.json()) as object;
  };
  const mint = async ({ app }: Known): Promise<string> => {
    app.send({ type: "mint_agent_token", id: "m" });
    return (await app.heard(/"url":"([^"]+)"/))[1] ?? "";
  };

  it("narrows what its links may do, and an older one changes nothing", async () => {
    const entry = newEntry();
    await peer.push(place.relay, entry);
    const known = await register(entry.appId, { origin: ORIGIN });
    const url = await mint(known);
    const off = { ...entry, version: 2, linkCalls: "off" } as const;
    expect(await refresh(known, off)).toEqual({ found: true, version: 2, refused: null });
    expect(await refresh(known, entry)).toEqual({ found: true, version: 2, refused: null });
    expect(await (await fetch(`${url}/echo?_once=k`)).text()).toContain("tool_not_allowed");
    known.app.destroy();
  });

  it("takes the socket of a suspended app; calls say so, and its link works again afterwards", async () => {
    const entry = newEntry();
    await peer.push(place.relay, entry);
    const known = await register(entry.appId, { origin: ORIGIN });
    const url = await mint(known);
    const call = async () => {
      const response = await fetch(`${url}/echo`, { method: "POST", headers: { prefer: "wait=1" } });
      return [response.status, ((await response.json()) as { error?: { code: string } }).error?.code];
    };
    const suspended = { ...entry, version: 2, status: "suspended" } as const;
    expect(await refresh(known, suspended)).toEqual({ found: true, version: 2, refused: "app_suspended" });
    await known.app.heard(/"code":"app_suspended"/);
    expect(await call()).toEqual([403, "app_suspended"]);
    expect(await refresh(known, { ...entry, version: 3 })).toEqual({
      found: true,
      version: 3,
      refused: null,
    });
    expect(await call()).toEqual([503, "app_offline"]);
    known.app.destroy();
  });

  it("takes the socket of an app whose origin or key it does not hold any more", async () => {
    const { key } = newAppKey();
    const entry = newEntry({ keyHashes: [await sha256(key)] });
    await peer.push(place.relay, entry);
    const byOrigin = await register(entry.appId, { origin: ORIGIN });
    const byKey = await register(entry.appId, { appKey: key });
    const noOrigin = { ...entry, version: 2, origins: [] };
    expect(await refresh(byOrigin, noOrigin)).toMatchObject({ refused: "origin_not_allowed" });
    expect(await refresh(byKey, noOrigin)).toMatchObject({ refused: null });
    const noKey = { ...noOrigin, version: 3, keyHashes: [] };
    expect(await refresh(byKey, noKey)).toMatchObject({ refused: "app_key_invalid" });
    for (const { app } of [byOrigin, byKey]) app.destroy();
  });

  it("refuses its calls while the app has used them up, and new sessions while it has enough of these", async () => {
    const entry = newEntry();
    await peer.push(place.relay, entry);
    const known = await register(entry.appId, { origin: ORIGIN });
    const url = await mint(known);
    const call = async () => {
      const response = await fetch(`${url}/echo`, { method: "POST", headers: { prefer: "wait=0" } });
      const { error } = (await response.json()) as { error?: { code: string } };
      return [response.status, error?.code, Number(response.headers.get("retry-after"))] as const;
    };
    expect((await call())[0]).toBe(202);
    const inAnHour = { callsUntilMs: Date.now() + 3_600_000, sessions: true };
    const usedUp = { ...entry, version: 2, usedUp: inAnHour };
    await peer.push(place.relay, usedUp);
    expect(await refresh(known, usedUp)).toEqual({ found: true, version: 2, refused: null });
    const [status, code, retryAfter] = await call();
    expect([status, code]).toEqual([429, "quota_exceeded"]);
    expect(retryAfter).toBeGreaterThan(3_500);
    expect(await outcomeOf(entry.appId)).toBe("quota_exceeded");
    expect(await outcomeOf(entry.appId, "https://stranger.test")).toBe("origin_not_allowed");
    const past = { ...entry, version: 3, usedUp: { callsUntilMs: Date.now() - 1, sessions: false } };
    await peer.push(place.relay, past);
    await refresh(known, past);
    expect((await call())[0]).toBe(202);
    expect(await outcomeOf(entry.appId)).toBe("ok");
    known.app.destroy();
  });

  it("is no matter of a session of another app, or of none", async () => {
    const entry = newEntry();
    await peer.push(place.relay, entry);
    const known = await register(entry.appId, { origin: ORIGIN });
    expect(await refresh(known, newEntry({ version: 9 }))).toMatchObject({ found: false });
    expect(await refresh({ ...known, sessionId: "ABCDEFGH" }, entry)).toMatchObject({ found: false });
    known.app.destroy();
  });

  it("refuses a message that came before, though its signature is good", async () => {
    const entry = newEntry();
    await peer.push(place.relay, entry);
    const known = await register(entry.appId, { origin: ORIGIN });
    const target = known.sessionId;
    const body = JSON.stringify({ operation: "refresh_session", target, entry: { ...entry, version: 2 } });
    const message = { method: "POST", body, headers: signControl(body, [peer.secret]) };
    const send = () => fetch(new URL(`/internal/v1/sessions/${target}/refresh`, place.relay), message);
    const statuses = (await Promise.all([send(), send(), send()])).map(({ status }) => status);
    expect(statuses.toSorted()).toEqual([200, 401, 401]);
    expect((await send()).status).toBe(401);
    known.app.destroy();
  });
});

describe("a link that the dashboard orders", () => {
  const order = async (target: string, appId: string, more: object = {}) => {
    const terms = { label: "Playground by ada@example.com", expiresInSeconds: 900, readOnly: false, ...more };
    const message = { operation: "mint_link", target, appId, ...terms };
    const response = await peer.send(place.relay, "POST", `/sessions/${target}/mint-link`, message);
    const { status } = response;
    const body = (await response.json()) as {
      link: { url: string; tokenId: string } | null;
      refused: unknown;
    };
    return { status, ...body };
  };
  const known = async () => {
    const entry = newEntry();
    await peer.push(place.relay, entry);
    return { ...(await register(entry.appId, { origin: ORIGIN })), appId: entry.appId };
  };

  it("works like one of the app's own, which sees it in its list", async () => {
    const { app, appId, sessionId } = await known();
    const { link, refused } = await order(sessionId, appId);
    expect(refused).toBeNull();
    expect((await fetch(`${link?.url}/tools.json`)).status).toBe(200);
    app.send({ type: "list_agent_tokens", id: "l" });
    const [, tokenId] = await app.heard(/"tokenId":"(\w+)","label":"Playground by ada@example.com"/);
    expect(tokenId).toBe(link?.tokenId);
    app.destroy();
  });

  it("only reads, if so ordered", async () => {
    const { app, appId, sessionId } = await known();
    const { link } = await order(sessionId, appId, { readOnly: true });
    const response = await fetch(`${link?.url}/echo`, { method: "POST" });
    expect([response.status, await response.text()]).toEqual([
      403,
      expect.stringContaining("tool_not_allowed"),
    ]);
    app.destroy();
  });

  it("is not made for another app, for a session that is none or has ended, nor for longer than an hour", async () => {
    const { app, appId, sessionId } = await known();
    const none = { status: 200, link: null, refused: null };
    expect(await order(sessionId, newAppId())).toEqual(none);
    expect(await order("ABCDEFGH", appId)).toEqual(none);
    expect((await order(sessionId, appId, { expiresInSeconds: 3_601 })).status).toBeGreaterThanOrEqual(400);
    const end = { operation: "end_session", target: sessionId, appId };
    await peer.send(place.relay, "POST", `/sessions/${sessionId}/end`, end);
    expect(await order(sessionId, appId)).toEqual(none);
    app.destroy();
  });
});
