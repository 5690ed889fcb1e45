/** What must hold, one sentence each. An act returns what it measured. */
import assert from "node:assert/strict";
import { newAppId } from "@agent-socket/protocol";
import { accepted, RawApp } from "../clients/raw-app.ts";
import { compareBooks } from "./books.ts";
import { Crowd } from "./crowd.ts";
import { type Faults, sleep } from "./faulty-way.ts";
import { revokeByClicks } from "./click.ts";
import { firstRefusal, until, within250 } from "./measure.ts";
import { addApp, type Place } from "./place.ts";
import { useUpQuota } from "./quota.ts";
import type { Random } from "./random.ts";
import { rotateUnderCalls } from "./rotation.ts";

export type Plan = {
  readonly calls: number;
  /** For how long Postgres is away. */
  readonly outageMs: number;
  readonly random: Random;
};
export type Act = {
  readonly title: string;
  readonly run: (place: Place, plan: Plan) => Promise<string>;
  /** Left out of the short run. */
  readonly isLong?: true;
};

const FAULTS: Faults = { repeated: 0.15, delayed: 0.3, lost: 0.1, unanswered: 0.1, longestDelayMs: 1500 };
const ORIGIN = "https://app.example.com";
/** Enough for a hundredth of them to be one. */
const REVOCATIONS = 120;

async function register({ stack }: Place, appId: string, origin: string) {
  const app = await RawApp.dial(`${stack.relayUrl.replace(/^http/, "ws")}/v1/_ws`, { origin });
  app.serve("/echo", (call) => ({ body: call.body }));
  app.send({ type: "register", appId, tools: [{ path: "/echo" }] });
  return { app, reply: await app.next("register_reply") };
}

const newcomer: Act = {
  title: "a new app connects within 2 s of its creation, though it tried before",
  async run(place) {
    const appId = newAppId();
    const { app: early, reply: refusal } = await register(place, appId, ORIGIN);
    early.vanish();
    assert.equal(refusal.ok, false);
    await addApp(place, [ORIGIN], appId);
    const createdAt = performance.now();
    const { app, reply } = await register(place, appId, ORIGIN);
    accepted(reply);
    const ms = Math.round(performance.now() - createdAt);
    app.vanish();
    assert.ok(ms <= 2_000, `${ms} ms`);
    return `${ms} ms; ${await askAfterStart(place)} ms of a dashboard that has just started`;
  },
};

/** The relay does not know the app yet: its registration waits for the dashboard's first answer. */
async function askAfterStart(place: Place): Promise<number> {
  const { appId } = await addApp(place, [ORIGIN]);
  await place.stack.killDashboard();
  await place.stack.startDashboard();
  const askedAt = performance.now();
  const { app, reply } = await register(place, appId, ORIGIN);
  accepted(reply);
  app.vanish();
  return Math.round(performance.now() - askedAt);
}

const removedOrigin: Act = {
  title:
    "a removed origin cannot register once its change was acknowledged, and who is connected from it is not any more",
  async run(place) {
    const { appId } = await addApp(place, [ORIGIN]);
    const { app, reply } = await register(place, appId, ORIGIN);
    const { sessionId } = accepted(reply);
    await until(async () => (await count(place, "relay_sessions where id = $1 and online", sessionId)) === 1);
    const removedAt = performance.now();
    await removeOrigin(place, appId);
    await until(async () => (await count(place, "registry_outbox where app_id = $1", appId)) === 0);
    const ms = Math.round(performance.now() - removedAt);
    const closed = await Promise.race([app.closed, sleep(100)]);
    assert.equal(closed?.code, 4403, "the socket of a session from the removed origin is closed");
    for (let time = 0; time < 10; time++) {
      const again = await register(place, appId, ORIGIN);
      again.app.vanish();
      assert.ok(!again.reply.ok && again.reply.error.code === "origin_not_allowed");
    }
    return `acknowledged after ${ms} ms, then refused 10 times of 10`;
  },
};

/** As the dashboard does it: the change and its outbox row in one transaction. */
async function removeOrigin({ database }: Place, appId: string): Promise<void> {
  await database.query(
    `with gone as (delete from allowed_origins where app_id = $1),
      app as (update apps set registry_version = registry_version + 1 where id = $1 returning registry_version)
     insert into registry_outbox (app_id, version, next_attempt_at) select $1, registry_version, now() from app`,
    [appId],
  );
}

const count = async ({ database }: Place, from: string, ...values: string[]): Promise<number> =>
  Number((await database.query<{ n: string }>(`select count(*) as n from ${from}`, values)).rows[0]?.n);

const exactBooks: Act = {
  title: "every call is in the books once, as it was answered, whatever fails meanwhile",
  async run(place, { calls, outageMs, random }) {
    const { stack, ways } = place;
    const app = await addApp(place);
    const crowd = new Crowd(app, stack.relayUrl);
    try {
      await crowd.gather();
      for (const way of ways) way.faults = FAULTS;
      const startedAt = performance.now();
      const faults = [
        () => restart(stack.killDashboard, stack.startDashboard, 1_000),
        () => restart(stack.killRelay, stack.startRelay, 0),
        () => restart(stack.stopDatabase, stack.startDatabase, outageMs),
        () => restart(stack.killRelay, stack.startRelay, 0),
      ];
      for (const [index, fault] of faults.entries()) {
        await crowd.callUntil(Math.round((calls * (index + 0.5)) / faults.length), random);
        await Promise.all([
          fault(),
          crowd.callUntil(Math.round((calls * (index + 1)) / faults.length), random),
        ]);
      }
      const seconds = Math.round((performance.now() - startedAt) / 1000);
      return `${told(crowd)} in ${seconds} s, ${await compareBooks(place.database, app.appId, crowd)}; ${happened(place)}`;
    } finally {
      for (const way of ways) way.faults = null;
      await crowd.leave();
    }
  },
};

const told = ({ answered, cut, uncounted }: Crowd): string => {
  const others = [...uncounted].map(([code, times]) => `, ${times} ${code}`).join("");
  return `${answered.size} calls answered, ${cut} cut${others}`;
};

const happened = ({ ways: [{ tally }] }: Place): string =>
  `on the way to the dashboard ${tally.repeated} repeated, ${tally.delayed} delayed, ${tally.lost} lost, ` +
  `${tally.unanswered} unanswered`;

async function restart(stop: () => Promise<void>, start: () => Promise<void>, awayMs: number): Promise<void> {
  await stop();
  await sleep(awayMs);
  await start();
}

const acknowledgedRevocation: Act = {
  title: "a revocation is acknowledged, and no call gets through after that: at most 250 ms (p99)",
  async run(place) {
    const { appId } = await addApp(place, [ORIGIN]);
    const { app, reply } = await register(place, appId, ORIGIN);
    const { sessionId } = accepted(reply);
    const times: number[] = [];
    for (let time = 0; time < REVOCATIONS; time++) {
      const { url, tokenId } = accepted(await app.ask("mint_agent_token"));
      const order = { operation: "revoke_link", target: sessionId, appId, tokenId };
      const orderedAt = Date.now();
      const refusal = firstRefusal(url);
      await place.office.send("POST", `/sessions/${sessionId}/revoke-link`, order);
      const after = await fetch(`${url}/echo`, { method: "POST" });
      assert.equal(after.status, 410, await after.text());
      times.push((await refusal) - orderedAt);
    }
    app.vanish();
    return within250(times, 0.99);
  },
};

const clickedRevocation: Act = {
  title: "from the click in the dashboard to the refusal at the relay: at most 250 ms (p99)",
  isLong: true,
  run: revokeByClicks,
};

const quota: Act = {
  title: "an app that used up its quota is refused until the month ends, or the quota is raised",
  isLong: true,
  run: useUpQuota,
};

const rotation: Act = {
  title:
    "the secret of both sides is rotated, restart by restart, with no message refused and no call uncounted",
  isLong: true,
  run: rotateUnderCalls,
};

/** The rotation comes last: afterwards only the new secret is good. */
export const acts: readonly Act[] = [
  newcomer,
  removedOrigin,
  acknowledgedRevocation,
  clickedRevocation,
  quota,
  exactBooks,
  rotation,
];
