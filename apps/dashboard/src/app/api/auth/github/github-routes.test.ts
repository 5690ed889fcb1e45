/** Signing in with GitHub as a browser goes through it: there, and back. */
import { afterAll, beforeEach, expect, test } from "vitest";
import { type GitHubPerson, startGitHubPeer } from "../../../../../test/github-peer.ts";
import { openSite } from "../../../../../test/site.ts";
import { createLogins } from "../../../../features/auth/logins.ts";

const peer = await startGitHubPeer();
afterAll(() => peer.stop());
const site = await openSite({
  GITHUB_CLIENT_ID: peer.clientId,
  GITHUB_CLIENT_SECRET: peer.clientSecret,
  GITHUB_URL: peer.url,
  GITHUB_API_URL: peer.url,
});
const [back, there] = await site.doors("app/api/auth/github/**/route.ts");
const logins = createLogins(site.world.database.db, "http://localhost:3000");
beforeEach(async () => {
  peer.mode = "up";
  await site.arriveAs(null);
});

let lastId = 1;
const newPerson = (verified = true): GitHubPerson => {
  const id = lastId++;
  return {
    id,
    login: "ada",
    name: "Ada",
    emails: [{ email: `gh-${id}@example.com`, primary: true, verified }],
  };
};
/** Where the door sends the browser. */
async function follow(door: typeof back, path: string): Promise<string> {
  const digest: unknown = await door?.open(new Request(`http://localhost:3000/api/auth/github${path}`)).then(
    () => "it did not redirect",
    (cause: unknown) => (cause instanceof Error && "digest" in cause ? cause.digest : cause),
  );
  return /^NEXT_REDIRECT;[a-z]+;(.*);\d+;$/.exec(String(digest))?.[1] ?? String(digest);
}
const comeBack = (query: URLSearchParams) => follow(back, `/callback?${query}`);
const signedInAs = async () => (await logins.find(site.cookie("login") ?? ""))?.user.email ?? null;

test("there and back, a person is signed in and lands where they wanted to", async () => {
  const person = newPerson();
  const url = await follow(there, `?next=${encodeURIComponent("/invitation?token=abc")}`);
  expect(url.startsWith(`${peer.url}/login/oauth/authorize?`)).toBe(true);
  const kept = site.cookie("github") ?? "";
  expect(await comeBack(peer.agree(url, person))).toBe("/invitation?token=abc");
  expect(await signedInAs()).toBe(person.emails[0]?.email);
  expect(site.cookie("github")).toBeNull();
  expect(kept).not.toContain(peer.clientSecret);
});

test("an address of another site is no place to land", async () => {
  const url = await follow(there, "?next=https://evil.example/");
  expect(await comeBack(peer.agree(url, newPerson()))).toBe("/apps");
});

test("an answer without this browser's question signs nobody in: another state, none, or a used one", async () => {
  const query = peer.agree(await follow(there, ""), newPerson());
  const forged = new URLSearchParams({ code: query.get("code") ?? "", state: "forged" });
  expect(await comeBack(forged)).toBe("/signin?github=expired");
  expect(await comeBack(query)).toBe("/signin?github=expired");
  await site.arriveAs(null);
  expect(await comeBack(peer.agree(`${peer.url}/?state=x`, newPerson()))).toBe("/signin?github=expired");
  expect(await signedInAs()).toBeNull();
});

test("a person who says no, has no verified address, or meets a broken GitHub reads why", async () => {
  const state = async () => new URL(await follow(there, "")).searchParams.get("state") ?? "";
  expect(await comeBack(new URLSearchParams({ error: "access_denied", state: await state() }))).toBe(
    "/signin?github=denied",
  );
  const unverified = peer.agree(await follow(there, ""), newPerson(false));
  expect(await comeBack(unverified)).toBe("/signin?github=unverified");
  const query = peer.agree(await follow(there, ""), newPerson());
  peer.mode = "broken";
  expect(await comeBack(query)).toBe("/signin?github=failed");
  expect(await signedInAs()).toBeNull();
});
