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
