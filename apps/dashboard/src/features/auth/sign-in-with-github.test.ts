/** Signing in with GitHub: whom its word lets into which account. Against a stand-in that speaks GitHub's protocol. */
import { auditEvents, users } from "@agent-socket/db";
import { generateCodeVerifier } from "arctic";
import { and, eq } from "drizzle-orm";
import { afterAll, beforeEach, expect, test } from "vitest";
import { type GitHubPerson, startGitHubPeer } from "../../../test/github-peer.ts";
import { expectRefusal } from "../../../test/refusal.ts";
import { openWorld, SITE_URL } from "../../../test/world.ts";
import { createGitHub } from "./github.ts";
import { readGitHubState, writeGitHubState } from "./github-state.ts";
import { signInWithGitHub } from "./sign-in-with-github.ts";
import { signUp } from "./sign-up.ts";

const world = await openWorld();
const { db } = world.database;
const peer = await startGitHubPeer();
afterAll(() => peer.stop());
beforeEach(() => {
  peer.mode = "up";
});
const { clientId, clientSecret, url } = peer;
const github = createGitHub({ clientId, clientSecret, siteUrl: url, apiUrl: url }, SITE_URL);

let lastId = 1000;
const personWith = (email: string, more: { verified?: boolean; primary?: boolean } = {}): GitHubPerson => ({
  id: lastId++,
  login: "octocat",
  name: null,
  emails: [
    { email: "spare@example.com", primary: false, verified: true },
    { email, primary: true, verified: true, ...more },
  ],
});
async function signInAs(person: GitHubPerson) {
  const verifier = generateCodeVerifier();
  const query = peer.agree(github.authorizationUrl("state", verifier).href, person);
  const profile = await github.readProfile(query.get("code") ?? "", verifier);
  return signInWithGitHub({ ctx: world.visitor(), input: profile });
}
const rowOf = async (id: string) => (await db.select().from(users).where(eq(users.id, id)))[0];

test("sends the browser to GitHub with what it needs and no secret", () => {
  const { origin, pathname, searchParams } = github.authorizationUrl("the-state", generateCodeVerifier());
  expect(`${origin}${pathname}`).toBe(`${url}/login/oauth/authorize`);
  expect(Object.fromEntries(searchParams)).toMatchObject({
    client_id: clientId,
    state: "the-state",
    redirect_uri: `${SITE_URL}/api/auth/github/callback`,
    scope: "read:user user:email",
    code_challenge_method: "S256",
  });
  expect(searchParams.toString()).not.toContain(clientSecret);
});

test("a new person gets a verified account with a workspace, and comes back to it under another name and address", async () => {
  const person = personWith("New@Example.com");
  const user = await signInAs(person);
  expect(user).toMatchObject({ email: "new@example.com", name: "octocat", emailVerified: true });
  await world.newApp({ ...world.visitor(), user, loginId: crypto.randomUUID() });
  expect(await rowOf(user.id)).toMatchObject({ passwordHash: null, githubId: person.id });
  const moved = {
    ...person,
    login: "renamed",
    emails: [{ email: "x@example.com", primary: true, verified: true }],
  };
  expect(await signInAs(moved)).toMatchObject({ id: user.id, email: "new@example.com" });
});

test("connects to the account that verified the same address, once", async () => {
  const { user } = await world.newUser();
  expect(await signInAs(personWith(user.email.toUpperCase()))).toMatchObject({ id: user.id });
  const isIt = and(eq(auditEvents.actorId, user.id), eq(auditEvents.action, "account.connect_github"));
  expect(await db.select().from(auditEvents).where(isIt)).toHaveLength(1);
  await expectRefusal(signInAs(personWith(user.email)), "github_taken");
});

test("an address that GitHub did not verify opens nothing", async () => {
  const { user } = await world.newUser();
  await expectRefusal(signInAs(personWith(user.email, { verified: false })), "github_unverified");
  await expectRefusal(signInAs(personWith(user.email, { primary: false })), "github_unverified");
  expect(await rowOf(user.id)).toMatchObject({ githubId: null });
});

test("an account that only claims the address is left alone", async () => {
  const email = "claimed@example.com";
  const claimant = await signUp({ ctx: world.visitor(), input: { email, password: "correct horse" } });
  const user = await signInAs(personWith(email));
  expect(user.id).not.toBe(claimant.id);
  expect(await rowOf(claimant.id)).toMatchObject({ githubId: null, emailVerifiedAt: null });
});

test("the same person twice at once gets one account", async () => {
  const person = personWith("twice@example.com");
  const both = await Promise.all([signInAs(person), signInAs(person), signInAs(person)]);
  expect(new Set(both.map(({ id }) => id)).size).toBe(1);
  expect(await db.select().from(users).where(eq(users.githubId, person.id))).toHaveLength(1);
});

test("a code without its verifier, a used code and a broken GitHub let nobody in", async () => {
  const person = personWith("nobody@example.com");
  const verifier = generateCodeVerifier();
  const code = () => peer.agree(github.authorizationUrl("state", verifier).href, person).get("code") ?? "";
  await expect(github.readProfile(code(), generateCodeVerifier())).rejects.toThrow("access_token");
  const used = code();
  await github.readProfile(used, verifier);
  await expect(github.readProfile(used, verifier)).rejects.toThrow("access_token");
  peer.mode = "broken";
  await expect(github.readProfile(code(), verifier)).rejects.toThrow("Unexpected error response");
  expect(await db.select().from(users).where(eq(users.githubId, person.id))).toEqual([]);
});

test("what the browser keeps meanwhile is read back as it was, and nothing else is", () => {
  const kept = { state: "s".repeat(43), verifier: "v".repeat(43), next: "/invitation?token=a.b&x=%" };
  expect(readGitHubState(writeGitHubState(kept))).toEqual(kept);
  expect(readGitHubState(writeGitHubState({ ...kept, next: null }))).toEqual({ ...kept, next: null });
  for (const cookie of [null, "", "a.b.c", `${"s".repeat(43)}.${"v".repeat(43)}.<>`, "s".repeat(500)])
    expect(readGitHubState(cookie)).toBeNull();
});
