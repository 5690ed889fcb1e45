/** The environment is read once, whole, and complains by name. */
import { expect, test } from "vitest";
import { parseEnv } from "./env.ts";

const secret = `whsec_${"A".repeat(32)}`;
const good = {
  DATABASE_URL: "postgres://user:canary@localhost/db",
  DASHBOARD_URL: "https://dashboard.example.com/",
  RELAY_URL: "http://localhost:8787",
  CONTROL_SECRETS: `${secret}, ${secret.replace("AAA", "BBB")}`,
};

test("reads what is there, without trailing slashes", () => {
  expect(parseEnv(good)).toEqual({
    databaseUrl: good.DATABASE_URL,
    dashboardUrl: "https://dashboard.example.com",
    relayUrl: "http://localhost:8787",
    controlSecrets: [secret, secret.replace("AAA", "BBB")],
    exampleUrl: null,
    mail: { kind: "off" },
    github: null,
    metricsToken: null,
    defaultQuota: { callsPerMonth: null, liveSessions: null },
    isDevelopment: false,
  });
  expect(parseEnv({ ...good, EXAMPLE_URL: "http://localhost:5173/" }).exampleUrl).toBe(
    "http://localhost:5173",
  );
});

test.each(Object.keys(good))("says that %s is not set, also when it is empty", (name) => {
  const message = `The dashboard's environment is incomplete: ${name} is not set.`;
  expect(() => parseEnv({ ...good, [name]: undefined })).toThrow(message);
  expect(() => parseEnv({ ...good, [name]: "" })).toThrow(message);
});

test("names all that is wrong, and shows no value", () => {
  const wrong = { DATABASE_URL: "mysql://canary", RELAY_URL: "canary", CONTROL_SECRETS: "canary" };
  const fault = () => parseEnv(wrong);
  expect(fault).toThrow(
    /DATABASE_URL is not a postgres.*DASHBOARD_URL is not set.*RELAY_URL is not a URL.*CONTROL_SECRETS needs/,
  );
  expect(fault).not.toThrow(/canary/);
});

test("mails go to the SMTP server; without one to a mailbox that only this machine can open", () => {
  const mailOf = (more: Record<string, string>) => parseEnv({ ...good, ...more }).mail;
  expect(mailOf({ SMTP_URL: "smtp://mail.example.com:587" })).toEqual({
    kind: "smtp",
    url: "smtp://mail.example.com:587",
    from: "agent-socket <no-reply@dashboard.example.com>",
  });
  for (const url of ["http://localhost:3000", "http://127.0.0.1:3000", "http://[::1]:3000"])
    expect(mailOf({ DASHBOARD_URL: url })).toEqual({ kind: "mailbox" });
  expect(mailOf({ NODE_ENV: "development" })).toEqual({ kind: "mailbox" });
  for (const url of [
    "https://dashboard.example.com",
    "http://localhost.example.com",
    "http://192.168.1.2:3000",
  ])
    expect(mailOf({ DASHBOARD_URL: url, NODE_ENV: "production" })).toEqual({ kind: "off" });
  expect(() => parseEnv({ ...good, SMTP_URL: "http://canary" })).toThrow(/SMTP_URL is not an address/);
});

test("GitHub needs both of its variables", () => {
  const github = { GITHUB_CLIENT_ID: "id", GITHUB_CLIENT_SECRET: "canary" };
  expect(parseEnv({ ...good, ...github }).github).toMatchObject({
    clientId: "id",
    siteUrl: "https://github.com",
    apiUrl: "https://api.github.com",
  });
  for (const name of Object.keys(github)) {
    const fault = () => parseEnv({ ...good, ...github, [name]: "" });
    expect(fault).toThrow(`${name} is not set, but its partner is.`);
    expect(fault).not.toThrow(/canary/);
  }
});

test("a token for the metrics that could be guessed is none", () => {
  expect(parseEnv({ ...good, METRICS_TOKEN: "0123456789abcdef" }).metricsToken).toBe("0123456789abcdef");
  expect(() => parseEnv({ ...good, METRICS_TOKEN: "canary" })).toThrow(/METRICS_TOKEN needs 16 characters/);
  expect(() => parseEnv({ ...good, METRICS_TOKEN: "canary" })).not.toThrow(/canary/);
});
