/** GitHub's side of signing in, over HTTP: its token endpoint with PKCE and its API, and nothing else. */
import { createHash } from "node:crypto";
import { createServer, type IncomingMessage } from "node:http";
import { isListening } from "./is-listening.ts";

export type GitHubPerson = {
  readonly id: number;
  readonly login: string;
  readonly name: string | null;
  readonly emails: readonly {
    readonly email: string;
    readonly primary: boolean;
    readonly verified: boolean;
  }[];
};

export type GitHubPeer = {
  readonly url: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** The person agrees at the address that the browser was sent to; returns the query that it comes back with. */
  readonly agree: (authorizationUrl: string, person: GitHubPerson) => URLSearchParams;
  mode: "up" | "broken";
  readonly stop: () => Promise<void>;
};

const CLIENT = { clientId: "client-id", clientSecret: "canary-client-secret" };

type Grant = {
  readonly person: GitHubPerson;
  readonly challenge: string | null;
  readonly redirectUri: string | null;
};
type Given = { readonly codes: Map<string, Grant>; readonly tokens: Map<string, GitHubPerson> };

export async function startGitHubPeer(): Promise<GitHubPeer> {
  const given: Given = { codes: new Map(), tokens: new Map() };
  const server = createServer((request, response) => {
    void answer(request, given).then((body) => {
      const status = peer.mode === "broken" ? 500 : body === null ? 401 : 200;
      response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
    });
  });
  const peer: GitHubPeer = {
    url: await isListening(server),
    ...CLIENT,
    mode: "up",
    agree(authorizationUrl, person) {
      const { searchParams: asked } = new URL(authorizationUrl);
      const code = `code-${given.codes.size}-${person.id}`;
      const [challenge, redirectUri] = [asked.get("code_challenge"), asked.get("redirect_uri")];
      given.codes.set(code, { person, challenge, redirectUri });
      return new URLSearchParams({ code, state: asked.get("state") ?? "" });
    },
    stop: () => new Promise((stopped) => server.close(() => stopped())),
  };
  return peer;
}

async function answer(request: IncomingMessage, given: Given): Promise<object | null> {
  const { authorization = "" } = request.headers;
  if (request.url === "/login/oauth/access_token")
    return exchange(new URLSearchParams(await textOf(request)), authorization, given);
  const person = given.tokens.get(authorization.replace("Bearer ", ""));
  if (person === undefined) return null;
  return request.url === "/user" ? person : request.url === "/user/emails" ? person.emails : null;
}

/** GitHub says no with status 200 and an error inside. */
function exchange(form: URLSearchParams, authorization: string, { codes, tokens }: Given): object {
  const code = form.get("code") ?? "";
  const granted = codes.get(code);
  codes.delete(code);
  const expected = Buffer.from(`${CLIENT.clientId}:${CLIENT.clientSecret}`).toString("base64");
  if (authorization !== `Basic ${expected}`) return { error: "incorrect_client_credentials" };
  const proof = createHash("sha256")
    .update(form.get("code_verifier") ?? "")
    .digest("base64url");
  if (granted?.challenge !== proof || granted.redirectUri !== form.get("redirect_uri"))
    return { error: "bad_verification_code" };
  tokens.set(`gho_${code}`, granted.person);
  return { access_token: `gho_${code}`, token_type: "bearer", scope: "read:user,user:email" };
}

async function textOf(request: IncomingMessage): Promise<string> {
  let text = "";
  for await (const chunk of request.setEncoding("utf8")) text += String(chunk);
  return text;
}
