/** Accounts: guessing passwords, other people's data, doors without a login, and posts from other sites. */
import assert from "node:assert/strict";
import type { Page } from "@playwright/test";
import { Visitor } from "../clients/visitor.ts";
import type { Place } from "./place.ts";
import { type Plan, threat } from "./threat.ts";

const TRIES = 10_000;
const TRIES_IN_SHORT = 150;
/** By the limit of one account, after which the right password would not help either. */
const MOST_CHECKED = 10;

async function stuff(place: Place, { isShort }: Plan): Promise<string> {
  const { email } = await place.newPerson();
  const thief = new Visitor(place.stack.dashboardUrl);
  const signIn = await thief.formAction("/signin");
  const counts = new Map<string, number>();
  let left = isShort ? TRIES_IN_SHORT : TRIES;
  const total = left;
  const guesser = async (): Promise<void> => {
    for (; left > 0; left--) {
      const password = `guess number ${left}`;
      // Each from another address, as with a rented crowd of machines, as far as it may choose that.
      const headers = { "x-forwarded-for": `10.3.${(left >> 8) & 255}.${left & 255}` };
      const { text } = await thief.act("/signin", signIn, { fields: { email, password } }, headers);
      const [, code = text.slice(0, 200)] = /"code":"(\w+)"/.exec(text) ?? [];
      counts.set(code, (counts.get(code) ?? 0) + 1);
    }
  };
  await Promise.all(Array.from({ length: 8 }, guesser));
  assert.deepEqual([...counts.keys()].toSorted(), ["rate_limited", "wrong_credentials"]);
  assert.ok((counts.get("wrong_credentials") ?? 0) <= MOST_CHECKED, JSON.stringify([...counts]));
  assert.equal(thief.cookie, "");
  return `${total} tries, ${counts.get("wrong_credentials")} checked`;
}

/** Everything of A's browser, asked again by somebody else. */
type Recorded = {
  readonly method: string;
  readonly url: string;
  readonly body: Buffer | null;
  readonly headers: Record<string, string>;
};

async function walk(page: Page, place: Place, paths: readonly string[]): Promise<readonly Recorded[]> {
  const recorded: Recorded[] = [];
  page.on("request", (request) => {
    const url = request.url();
    if (!url.startsWith(place.stack.dashboardUrl) || url.includes("/_next/")) return;
    recorded.push({
      method: request.method(),
      url,
      body: request.postDataBuffer(),
      headers: request.headers(),
    });
  });
  for (const path of paths)
    // What is downloaded is no page to wait for.
    await page
      .goto(place.stack.dashboardUrl + path, { waitUntil: "domcontentloaded" })
      .catch((cause: unknown) => assert.match(String(cause), /Download is starting/));
  return recorded;
}

const OWNED = {
  workspace_id: ["apps", "memberships", "invitations", "audit_events"],
  app_id: ["allowed_origins", "app_keys", "links", "registry_outbox"],
} as const;

/** Everything of one person that a request could change. */
async function rowsOf({ database }: Place, workspaceId: string, appId: string): Promise<string> {
  const owner = { workspace_id: workspaceId, app_id: appId };
  const queries = (["workspace_id", "app_id"] as const).flatMap((column) =>
    OWNED[column].map((table) =>
      database.query(`select t::text as row from ${table} t where ${column} = $1 order by 1`, [
        owner[column],
      ]),
    ),
  );
  const own = await database.query("select t::text as row from workspaces t where id = $1", [workspaceId]);
  assert.equal(own.rows.length, 1, "the workspace is there");
  return JSON.stringify([own, ...(await Promise.all(queries))].map(({ rows }) => rows));
}

/** Names under which frameworks of the past, and ours, handed themselves what they had found out. */
const INTERNAL_HEADERS: Record<string, string> = {
  "x-middleware-subrequest": "proxy:proxy:proxy:proxy:proxy",
  "x-middleware-next": "1",
  "x-middleware-rewrite": "/apps",
  "x-nonce": "aaaa",
  "x-request-path": "/apps",
  "x-matched-path": "/apps",
  "x-invoke-path": "/apps",
  "x-forwarded-host": "localhost",
  "x-real-ip": "127.0.0.1",
  "x-user-id": "1",
  "x-forwarded-user": "admin",
};

/** A page is asked for in several forms, and in each by every page that leads to it; once is enough. */
function distinct(recorded: readonly Recorded[]): readonly Recorded[] {
  const formOf = ({ method, url, headers }: Recorded): string => {
    const { pathname } = new URL(url);
    return [
      method,
      pathname,
      headers["next-action"],
      headers["rsc"],
      headers["next-router-segment-prefetch"],
    ].join(" ");
  };
  return [...new Map(recorded.map((one) => [formOf(one), one])).values()];
}

async function recordOwner(
  place: Place,
  cookie: string,
  paths: readonly string[],
): Promise<readonly Recorded[]> {
  const context = await place.context();
  const [name = "", value = ""] = cookie.split("=");
  await context.addCookies([{ name, value, url: place.stack.dashboardUrl }]);
  const recorded = await walk(await context.newPage(), place, paths);
  await context.close();
  assert.ok(recorded.length >= paths.length);
  return distinct(recorded);
}

async function replay(place: Place): Promise<string> {
  const owner = await place.newPerson();
  const { workspaceId } = owner;
  const mark = `Marked ${crypto.randomUUID()}`;
  const appId = await place.newApp(owner, mark);
  const pages = ["", "/origins", "/keys", "/links", "/sessions", "/calls", "/settings", "/connect"];
  const recorded = await recordOwner(place, owner.visitor.cookie, [
    ...pages.map((page) => `/apps/${appId}${page}`),
    ...["", "/members", "/settings", "/audit", "/new-app"].map((page) => `/workspaces/${workspaceId}${page}`),
    `/api/workspaces/${workspaceId}/audit`,
  ]);
  const { cookie } = (await place.newPerson()).visitor;
  const before = await rowsOf(place, workspaceId, appId);
  let answers = 0;
  for (const request of recorded)
    for (const who of [{ cookie }, {}, INTERNAL_HEADERS, { ...INTERNAL_HEADERS, cookie }]) {
      const { status, text } = await again(request, who);
      assert.ok(!text.includes(mark), `${request.url} shows what is another's: ${status}`);
      assert.ok([200, 303, 307, 401, 403, 404].includes(status), `${request.url}: ${status}`);
      answers += 1;
    }
  assert.equal(await rowsOf(place, workspaceId, appId), before, "rows were changed");
  return `${recorded.length} requests of one person, asked ${answers} times by others: nothing shown, no row changed`;
}

async function again(
  request: Recorded,
  who: Record<string, string>,
): Promise<{ status: number; text: string }> {
  const { cookie: _, ...headers } = request.headers;
  const answer = await fetch(request.url, {
    method: request.method,
    redirect: "manual",
    headers: { ...headers, ...who },
    ...(request.body === null ? {} : { body: new Uint8Array(request.body) }),
    signal: AbortSignal.timeout(60_000),
  });
  return { status: answer.status, text: await answer.text() };
}

/** Every action that the owner's pages would call, called by others with the owner's ids. */
async function borrowActions(place: Place): Promise<string> {
  const owner = await place.newPerson();
  const appId = await place.newApp(owner, "Mine");
  const pages = ["", "/origins", "/keys", "/links", "/sessions", "/settings"];
  const paths = [
    ...pages.map((page) => `/apps/${appId}${page}`),
    ...["/members", "/settings", "/new-app"].map((page) => `/workspaces/${owner.workspaceId}${page}`),
  ];
  const ids = new Set((await Promise.all(paths.map((path) => owner.visitor.actionIds(path)))).flat());
  const fields = {
    appId,
    workspaceId: owner.workspaceId,
    name: "Taken",
    label: "taken",
    origins: "https://evil.test",
    origin: "https://evil.test",
    suspended: "true",
    email: "thief@example.com",
    role: "owner",
  };
  const stranger = await place.newPerson();
  const before = await rowsOf(place, owner.workspaceId, appId);
  for (const id of [...ids].filter((one) => !one.startsWith("00")))
    for (const visitor of [stranger.visitor, new Visitor(place.stack.dashboardUrl)])
      await visitor.act("/account", id, { fields }, INTERNAL_HEADERS);
  assert.equal(await rowsOf(place, owner.workspaceId, appId), before, "rows were changed");
  return `${ids.size} actions, called by a stranger and by nobody: no row changed`;
}

async function postFromElsewhere(place: Place): Promise<string> {
  const { visitor, workspaceId } = await place.newPerson();
  const path = `/workspaces/${workspaceId}/new-app`;
  const action = await visitor.formAction(path);
  const fields = { workspaceId, name: "By another site" };
  for (const origin of [
    "https://evil.test",
    "http://localhost:1",
    "null",
    `${place.stack.dashboardUrl}.evil.test`,
  ]) {
    const { status } = await visitor.act(path, action, { fields }, { origin });
    assert.ok(status >= 400, `${origin}: ${status}`);
  }
  const { rows } = await place.database.query("select 1 from apps where workspace_id = $1", [workspaceId]);
  assert.equal(rows.length, 0);
  for (const next of [
    "https://evil.test",
    "//evil.test",
    "/\\evil.test",
    "javascript:alert(1)",
    "/%09/evil.test",
  ]) {
    const { headers, text } = await visitor.get(`/signin?next=${encodeURIComponent(next)}`);
    const leadsTo = new URL(headers.get("location") ?? "/", place.stack.dashboardUrl);
    assert.equal(leadsTo.origin, new URL(place.stack.dashboardUrl).origin, next);
    assert.doesNotMatch(text, /http-equiv="refresh"[^>]*evil/);
  }
  return "4 origins refused, 5 addresses not followed";
}

export const accounts = [
  threat(20, "ten guesses of a password are checked, however many are made and from wherever", stuff),
  threat(21, "what one person's browser asked shows and changes nothing for another, or for nobody", replay),
  threat(
    22,
    "no action takes another's ids, with whatever headers of the framework's own it is called",
    borrowActions,
  ),
  threat(
    23,
    "a post from another site does nothing, and no address leads to another site",
    postFromElsewhere,
  ),
];
