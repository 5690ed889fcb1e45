/** A relay in real workerd beside a dashboard that a test can look into; and apps that connect to it. */
import { newAppId } from "@agent-socket/protocol";
import { NOTHING_USED_UP, type RegistryEntry } from "@agent-socket/protocol/control-plane";
import { afterAll, beforeAll, beforeEach } from "vitest";
import { createTestHarness, experimental_readRawConfig } from "wrangler";
import { startDashboardPeer } from "./dashboard-peer.fixture.ts";
import type { Env } from "./env.ts";
import { connectDeafApp, type DeafApp } from "./session/deaf-app.fixture.ts";

export const ORIGIN = "https://app.example.com";

/** `outcome`: `ok`, or the code of the refusal. */
export type Known = { readonly app: DeafApp; readonly outcome: string; readonly sessionId: string };

/** For the top of a test file; stopped when its tests are done. `main`: of another Worker than the relay's own. */
export async function openOffice(main = "src/worker.ts") {
  const peer = await startDashboardPeer();
  const root = new URL("..", import.meta.url).pathname;
  const { env: _, ...config } = experimental_readRawConfig({ config: `${root}wrangler.jsonc` }).rawConfig;
  const harness = createTestHarness({
    root,
    workers: [
      {
        config: {
          ...config,
          main,
          vars: {
            DASHBOARD_URL: peer.url,
            TOKEN_KEYS: "a-token-key-for-tests-of-forty-characters",
            CONTROL_SECRETS: peer.secret,
          },
        },
      },
    ],
  });
  const place = { relay: new URL("http://localhost") };
  beforeAll(async () => {
    ({ url: place.relay } = await harness.listen());
  });
  beforeEach(() => {
    peer.isUp = true;
    peer.asked.length = 0;
  });
  afterAll(async () => {
    await harness.close();
    peer.stop();
  });
  const register = (appId: string, options: Credentials = {}) => registerApp(place.relay, appId, options);
  return { peer, place, register, worker: () => harness.getWorker<Env>() };
}

type Credentials = {
  readonly origin?: string;
  readonly appKey?: string;
  readonly tools?: readonly { readonly path: string }[];
};
const ECHO = [{ path: "/echo" }];

async function registerApp(relay: URL, appId: string, options: Credentials): Promise<Known> {
  const { origin, appKey, tools = ECHO } = options;
  const app = await connectDeafApp(relay, origin);
  const key = appKey === undefined ? {} : { appKey };
  app.send({ type: "register", appId, ...key, tools });
  const [, ok, code = ""] = await app.heard(
    /"type":"register_reply","ok":(?:(true)|false,"error":{"code":"(\w+)")/,
  );
  if (ok === undefined) return { app, outcome: code, sessionId: "" };
  const [, sessionId = ""] = await app.heard(/"sessionId":"(\w+)"/);
  return { app, outcome: "ok", sessionId };
}

export const newEntry = (more: Partial<RegistryEntry> = {}): RegistryEntry => ({
  version: 1,
  appId: newAppId(),
  name: "Known app",
  status: "active",
  origins: [ORIGIN],
  keyHashes: [],
  linkCalls: "all",
  holdForMs: 60_000,
  usedUp: NOTHING_USED_UP,
  ...more,
});
