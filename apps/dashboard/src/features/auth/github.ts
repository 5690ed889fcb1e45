/** GitHub's side of signing in: where to send the browser, and whom the code stands for. The one file that knows arctic. */
import { CodeChallengeMethod, OAuth2Client } from "arctic";
import * as v from "valibot";
import type { GitHubSettings } from "../../env.ts";

export type GitHubProfile = {
  /** Stays when the person renames the account there. */
  readonly githubId: number;
  readonly name: string;
  /** The primary address, in lower case, if GitHub verified it. */
  readonly verifiedEmail: string | null;
};

export type GitHub = {
  readonly authorizationUrl: (state: string, verifier: string) => URL;
  /** Rejects when GitHub does not stand by the code. */
  readonly readProfile: (code: string, verifier: string) => Promise<GitHubProfile>;
};

const ANSWER_WITHIN_MS = 10_000;

const Profile = v.object({
  id: v.pipe(v.number(), v.integer()),
  login: v.string(),
  name: v.nullish(v.string()),
});
const Emails = v.array(v.object({ email: v.string(), primary: v.boolean(), verified: v.boolean() }));

export function createGitHub(settings: GitHubSettings, dashboardUrl: string): GitHub {
  const { clientId, clientSecret, siteUrl, apiUrl } = settings;
  const client = new OAuth2Client(clientId, clientSecret, `${dashboardUrl}/api/auth/github/callback`);
  const authorizeEndpoint = `${siteUrl}/login/oauth/authorize`;
  const tokenEndpoint = `${siteUrl}/login/oauth/access_token`;
  return {
    authorizationUrl: (state, verifier) =>
      client.createAuthorizationURLWithPKCE(authorizeEndpoint, state, CodeChallengeMethod.S256, verifier, [
        "read:user",
        "user:email",
      ]),
    async readProfile(code, verifier) {
      const token = (await client.validateAuthorizationCode(tokenEndpoint, code, verifier)).accessToken();
      const [profile, emails] = await Promise.all([
        readApi(`${apiUrl}/user`, token, Profile),
        readApi(`${apiUrl}/user/emails`, token, Emails),
      ]);
      const primary = emails.find((entry) => entry.primary && entry.verified);
      return {
        githubId: profile.id,
        name: profile.name || profile.login,
        verifiedEmail: primary?.email.toLowerCase() ?? null,
      };
    },
  };
}

async function readApi<T>(url: string, token: string, schema: v.GenericSchema<unknown, T>): Promise<T> {
  const response = await fetch(url, {
    headers: {
      accept: "application/vnd.github+json",
      authorization: `Bearer ${token}`,
      "user-agent": "agent-socket",
    },
    signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
  });
  if (!response.ok) throw new Error(`GitHub answered with status ${response.status}.`);
  return v.parse(schema, await response.json());
}
