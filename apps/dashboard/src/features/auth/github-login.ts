/** Signing in by GitHub, as a browser goes through it: there with a secret of ours, back with a code of theirs. */
import { generateCodeVerifier, generateState } from "arctic";
import { cookies } from "next/headers";
import type { RequestContext } from "../../context.ts";
import { env } from "../../env.ts";
import { Refused, type RefusalCode } from "../../refused.ts";
import { createGitHub, type GitHubProfile } from "./github.ts";
import {
  GITHUB_STATE_SECONDS,
  gitHubCookieName,
  type GitHubState,
  readGitHubState,
  writeGitHubState,
} from "./github-state.ts";
import { safeNextPath } from "./next-path.ts";
import { requestContext } from "./request-context.ts";
import { signInWithGitHub } from "./sign-in-with-github.ts";
import { startLogin } from "./start-login.ts";

/** `null` where GitHub is not configured. */
export function startGitHub(next: string | null) {
  const { github, dashboardUrl } = env();
  if (github === null) return null;
  const state = { state: generateState(), verifier: generateCodeVerifier(), next };
  const secure = dashboardUrl.startsWith("https:");
  const cookie = {
    name: gitHubCookieName(secure),
    value: writeGitHubState(state),
    httpOnly: true,
    secure,
    sameSite: "lax",
    path: "/",
    maxAge: GITHUB_STATE_SECONDS,
  } as const;
  const url = createGitHub(github, dashboardUrl).authorizationUrl(state.state, state.verifier);
  return { cookie, url: url.href };
}

/** Returns the path that the browser goes to: where it wanted to, or the sign-in page with what went wrong. */
export async function finishGitHub(query: URLSearchParams): Promise<string> {
  const ctx = await requestContext();
  const kept = await takeState();
  try {
    const profile = await readProfile(query, kept);
    await startLogin(await signInWithGitHub({ ctx, input: profile }));
    return safeNextPath(kept?.next, "/apps");
  } catch (cause) {
    return `/signin?github=${faultOf(cause, ctx)}`;
  }
}

async function takeState(): Promise<GitHubState | null> {
  const name = gitHubCookieName(env().dashboardUrl.startsWith("https:"));
  const jar = await cookies();
  const kept = readGitHubState(jar.get(name)?.value ?? null);
  jar.delete(name);
  return kept;
}

async function readProfile(query: URLSearchParams, kept: GitHubState | null): Promise<GitHubProfile> {
  const { github, dashboardUrl } = env();
  if (github === null || kept === null || query.get("state") !== kept.state)
    throw new Refused("link_used_up", "This answer of GitHub belongs to no question of this browser.");
  const code = query.get("code");
  if (code === null) throw new Refused("github_denied", "GitHub did not let the person in.");
  return createGitHub(github, dashboardUrl).readProfile(code, kept.verifier);
}

const FAULTS: Partial<Record<RefusalCode, string>> = {
  github_denied: "denied",
  github_unverified: "unverified",
  github_taken: "taken",
  link_used_up: "expired",
};

function faultOf(cause: unknown, { log }: RequestContext): string {
  if (cause instanceof Refused) return FAULTS[cause.code] ?? "failed";
  // What the library throws may hold GitHub's whole answer.
  log.error({ fault: cause instanceof Error ? cause.name : typeof cause }, "signing in with GitHub failed");
  return "failed";
}
