/** The only reader of `process.env`. Read lazily, so that a build needs no variable. */
import "server-only";
import * as v from "valibot";

const Url = v.pipe(
  v.string(),
  v.url("is not a URL such as https://relay.example.com"),
  v.transform((text) => text.replace(/\/+$/, "")),
);
const Secrets = v.pipe(
  v.string(),
  v.transform((text) => text.split(",").map((item) => item.trim())),
  v.array(
    v.pipe(v.string(), v.regex(/^whsec_[A-Za-z0-9+/]{32,}=*$/, "needs secrets such as whsec_<base64>")),
  ),
);

const Count = v.pipe(v.string(), v.regex(/^\d{1,15}$/, "is not a whole number"), v.transform(Number));

const Environment = v.object({
  DATABASE_URL: v.pipe(v.string(), v.regex(/^postgres(ql)?:\/\//, "is not a postgres:// address")),
  /** Where people reach this dashboard. */
  DASHBOARD_URL: Url,
  /** Where apps and agents reach the relay. */
  RELAY_URL: Url,
  /** Shared with the relay; the first one signs. */
  CONTROL_SECRETS: Secrets,
  /** The demo app, if there is one. */
  EXAMPLE_URL: v.optional(Url),
  /** The server that takes our mails. Without it there is the mailbox page on a developer's machine, else no mail. */
  SMTP_URL: v.optional(
    v.pipe(v.string(), v.regex(/^smtps?:\/\/[^/]/, "is not an address such as smtp://host:587")),
  ),
  /** The sender of our mails. */
  MAIL_FROM: v.optional(v.pipe(v.string(), v.regex(/@/, "is not a sender such as App <app@example.com>"))),
  /** An OAuth app at GitHub, for signing in with it: both or neither. */
  GITHUB_CLIENT_ID: v.optional(v.string()),
  GITHUB_CLIENT_SECRET: v.optional(v.string()),
  /** What a reader of `/api/metrics` must send. */
  METRICS_TOKEN: v.optional(v.pipe(v.string(), v.minLength(16, "needs 16 characters or more"))),
  /** For tests alone: where GitHub's pages and its API are. */
  GITHUB_URL: v.optional(Url, "https://github.com"),
  GITHUB_API_URL: v.optional(Url, "https://api.github.com"),
  /** What an app may use that has no quota of its own: calls that reach it in a calendar month, and sessions at once. */
  DEFAULT_CALLS_PER_MONTH: v.optional(Count),
  DEFAULT_LIVE_SESSIONS: v.optional(Count),
  NODE_ENV: v.optional(v.string()),
});

export type Env = {
  readonly databaseUrl: string;
  readonly dashboardUrl: string;
  readonly relayUrl: string;
  readonly controlSecrets: readonly string[];
  readonly exampleUrl: string | null;
  readonly mail: MailSettings;
  /** `null`: nobody signs in with GitHub. */
  readonly github: GitHubSettings | null;
  /** `null`: nobody reads the metrics. */
  readonly metricsToken: string | null;
  /** Of apps that have none of their own; `null`: no limit. */
  readonly defaultQuota: { readonly callsPerMonth: number | null; readonly liveSessions: number | null };
  readonly isDevelopment: boolean;
};

/** `mailbox`: mails are kept and shown on a page to whoever opens it, so never where strangers can. */
export type MailSettings =
  | { readonly kind: "smtp"; readonly url: string; readonly from: string }
  | { readonly kind: "mailbox" }
  | { readonly kind: "off" };

export type GitHubSettings = {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly siteUrl: string;
  readonly apiUrl: string;
};

let known: Env | undefined;

/** Throws an `Error` that names the variable at fault and shows no value. */
export const env = (): Env => (known ??= parseEnv(process.env));

export function parseEnv(source: Readonly<Record<string, string | undefined>>): Env {
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ""));
  const parsed = v.safeParse(Environment, given);
  if (!parsed.success) {
    const faults = parsed.issues.map((issue) => faultOf(v.getDotPath(issue) ?? "", given, issue.message));
    throw new Error(`The dashboard's environment is incomplete: ${[...new Set(faults)].join("; ")}.`);
  }
  const { DATABASE_URL, DASHBOARD_URL, RELAY_URL, CONTROL_SECRETS, EXAMPLE_URL, NODE_ENV } = parsed.output;
  return {
    databaseUrl: DATABASE_URL,
    dashboardUrl: DASHBOARD_URL,
    relayUrl: RELAY_URL,
    controlSecrets: CONTROL_SECRETS,
    exampleUrl: EXAMPLE_URL ?? null,
    mail: mailSettings(parsed.output),
    github: gitHubSettings(parsed.output),
    metricsToken: parsed.output.METRICS_TOKEN ?? null,
    defaultQuota: {
      callsPerMonth: parsed.output.DEFAULT_CALLS_PER_MONTH ?? null,
      liveSessions: parsed.output.DEFAULT_LIVE_SESSIONS ?? null,
    },
    isDevelopment: NODE_ENV === "development",
  };
}

type Parsed = v.InferOutput<typeof Environment>;

function mailSettings({ SMTP_URL, MAIL_FROM, DASHBOARD_URL, NODE_ENV }: Parsed): MailSettings {
  const { hostname } = new URL(DASHBOARD_URL);
  if (SMTP_URL !== undefined)
    return { kind: "smtp", url: SMTP_URL, from: MAIL_FROM ?? `agent-socket <no-reply@${hostname}>` };
  const isThisMachine = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(hostname);
  return { kind: isThisMachine || NODE_ENV === "development" ? "mailbox" : "off" };
}

function gitHubSettings(parsed: Parsed): GitHubSettings | null {
  const { GITHUB_CLIENT_ID: clientId, GITHUB_CLIENT_SECRET: clientSecret } = parsed;
  if (clientId === undefined && clientSecret === undefined) return null;
  if (clientId === undefined || clientSecret === undefined) {
    const missing = clientId === undefined ? "GITHUB_CLIENT_ID" : "GITHUB_CLIENT_SECRET";
    throw new Error(`The dashboard's environment is incomplete: ${missing} is not set, but its partner is.`);
  }
  return { clientId, clientSecret, siteUrl: parsed.GITHUB_URL, apiUrl: parsed.GITHUB_API_URL };
}

function faultOf(path: string, given: Readonly<Record<string, unknown>>, message: string): string {
  const name = path.split(".")[0] ?? path;
  return given[name] === undefined ? `${name} is not set` : `${name} ${message}`;
}

export type PublicUrls = {
  readonly dashboardUrl: string;
  readonly relayUrl: string;
  /** The demo app, if there is one. */
  readonly exampleUrl: string | null;
};

/** Addresses that pages may show, without a trailing slash. */
export function publicUrls(): PublicUrls {
  const { dashboardUrl, relayUrl, exampleUrl } = env();
  return { dashboardUrl, relayUrl, exampleUrl };
}

/** How this dashboard mails, for pages that promise a mail; without its secrets. */
export const mailKind = (): MailSettings["kind"] => env().mail.kind;

export const hasGitHub = (): boolean => env().github !== null;

export const metricsToken = (): string | null => env().metricsToken;
