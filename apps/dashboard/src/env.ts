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
  NODE_ENV: v.optional(v.string()),
});

export type Env = {
  readonly databaseUrl: string;
  readonly dashboardUrl: string;
  readonly relayUrl: string;
  readonly controlSecrets: readonly string[];
  readonly exampleUrl: string | null;
  readonly isDevelopment: boolean;
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
    isDevelopment: NODE_ENV === "development",
  };
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
