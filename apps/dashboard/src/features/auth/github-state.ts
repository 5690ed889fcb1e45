/** What a browser must bring back from GitHub, so that nobody can sign it in as somebody else. */

export type GitHubState = {
  readonly state: string;
  readonly verifier: string;
  /** Where to go afterwards: a path of ours, not checked yet. */
  readonly next: string | null;
};

/** Long enough to sign in there, with a second factor. */
export const GITHUB_STATE_SECONDS = 15 * 60;

export const gitHubCookieName = (isHttps: boolean): string => (isHttps ? "__Host-github" : "github");

export const writeGitHubState = ({ state, verifier, next }: GitHubState): string =>
  [state, verifier, encodeURIComponent(next ?? "")].join(".");

/** `null` for a cookie that is none of ours. */
export function readGitHubState(cookie: string | null): GitHubState | null {
  const match = /^([\w-]{20,})\.([\w-]{20,})\.([\w%!'()*.~-]*)$/.exec(cookie ?? "");
  const [, state, verifier, next] = match ?? [];
  if (state === undefined || verifier === undefined || next === undefined) return null;
  return { state, verifier, next: decodeURIComponent(next) || null };
}
