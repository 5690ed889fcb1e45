/** The relay's doors: what is signed is done, anything else changes nothing. */
import { limits, newAppId } from "@agent-socket/protocol";
import { type RelayEvent, signControl } from "@agent-socket/protocol/control-plane";
import { beforeAll, expect, test } from "vitest";
import { waitingChanges } from "../../../../test/outbox.ts";
import { callFinished, newLink, sessionStarted } from "../../../../test/relay-event.ts";
import { openWorld, SECRETS } from "../../../../test/world.ts";
import { addOrigins } from "../../../features/origins/add-origins.ts";
import { listCalls } from "../../../features/calls/list-calls.ts";
import { log } from "../../../log.ts";
import { publishApp } from "../../../registry/publish-app.ts";
import { GET as health } from "../health/route.ts";
import { POST as readApp } from "./apps/route.ts";
import { POST as ingest } from "./events/route.ts";

const world = await openWorld();
const { db } = world.database;
const ctx = await world.newUser();
const appId = await world.newApp(ctx);
const OTHER_SECRET = `whsec_${Buffer.from("quite another secret, as long as it must be").toString("base64")}`;

beforeAll(() => {
  log.level = "silent";
  Object.assign(process.env, {
    DATABASE_URL: world.database.url,
    DASHBOARD_URL: "http://localhost:3000",
    RELAY_URL: world.relay.url,
    CONTROL_SECRETS: [...SECRETS, OTHER_SECRET].join(","),
  });
});

type Door = (request: Request) => Promise<Response>;
type Sent = { readonly body: string; readonly headers: Record<string, string> };

const send = (door: Door, { body, headers }: Sent): Promise<Response> =>
  door(new Request("http://localhost:3000/api/relay/x", { method: "POST", body, headers }));
const signed = (message: object, secrets = SECRETS, now = new Date()): Sent => {
  const body = JSON.stringify(message);
  return { body, headers: signControl(body, secrets, now) };
};
const eventsMessage = (...events: RelayEvent[]) => ({ operation: "ingest_events", target: "events", events });
const countCalls = async () => (await listCalls({ ctx, input: { appId } })).calls.length;

test("signed events are counted once, however often they are sent again", async () => {
  const link = await newLink(appId);
  const message = eventsMessage(sessionStarted(link), callFinished(link));
  const before = await countCalls();
  for (let round = 0; round < 3; round++) {
    const response = await send(ingest, signed(message));
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({ accepted: 2 });
    expect(response.headers.get("cache-control")).toBe("no-store");
  }
  expect(await countCalls()).toBe(before + 1);
});

test("one and the same request is taken once, also when its copies race", async () => {
  const request = signed(eventsMessage(callFinished(await newLink(appId))));
  const before = await countCalls();
  const answers = await Promise.all(Array.from({ length: 8 }, () => send(ingest, request)));
  const statuses = answers.map(({ status }) => status).toSorted();
  expect(statuses).toEqual([200, ...Array.from({ length: 7 }, () => 401)]);
  const question = signed({ operation: "read_app", target: appId });
  expect((await send(readApp, question)).status).toBe(200);
  expect((await send(readApp, question)).status).toBe(401);
  expect(await countCalls()).toBe(before + 1);
});

test("a question that shows an old copy at the relay has the app published again", async () => {
  const outbox = () => waitingChanges(db, appId);
  const version = world.relay.entries.get(appId)?.version ?? 0;
  await publishApp(world.service, appId);
  await send(readApp, signed({ operation: "read_app", target: appId, heldVersion: version }));
  expect(await outbox()).toEqual([]);
  for (const heldVersion of [version - 1, null]) {
    await send(readApp, signed({ operation: "read_app", target: appId, heldVersion }));
    expect(await outbox()).toMatchObject([{ version }]);
    await publishApp(world.service, appId);
    expect(await outbox()).toEqual([]);
  }
});

test("either of two secrets is good, so that they can be changed", async () => {
  const response = await send(ingest, signed(eventsMessage(), [OTHER_SECRET]));
  expect(response.status).toBe(200);
});

const flip = (text: string): string =>
  `${text.slice(0, -3)}${text.at(-3) === "A" ? "B" : "A"}${text.slice(-2)}`;

test.each<[string, (good: Sent) => Sent, number]>([
  ["no signature", ({ body }) => ({ body, headers: {} }), 401],
  [
    "another secret",
    ({ body }) => ({ body, headers: signControl(body, [`whsec_${btoa("x".repeat(32))}`]) }),
    401,
  ],
  [
    "6 minutes old",
    ({ body }) => ({ body, headers: signControl(body, SECRETS, new Date(Date.now() - 301_000)) }),
    401,
  ],
  [
    "from the future",
    ({ body }) => ({ body, headers: signControl(body, SECRETS, new Date(Date.now() + 301_000)) }),
    401,
  ],
  ["an altered body", ({ body, headers }) => ({ body: body.replace('"ok"', '"tool_error"'), headers }), 401],
  [
    "an altered signature",
    ({ body, headers }) => ({
      body,
      headers: { ...headers, "webhook-signature": flip(headers["webhook-signature"] ?? "") },
    }),
    401,
  ],
  ["another id", ({ body, headers }) => ({ body, headers: { ...headers, "webhook-id": "msg_other" } }), 401],
  ["another target", () => signed({ ...eventsMessage(), target: appId }), 400],
  ["another operation", () => signed({ operation: "read_app", target: "events" }), 400],
  ["not JSON", () => ({ body: "{", headers: signControl("{", SECRETS) }), 401],
  ["an unknown kind of event", () => signed({ ...eventsMessage(), events: [{ kind: "new", id: "1" }] }), 400],
  [
    "too many events",
    () =>
      signed(eventsMessage(...Array.from({ length: 101 }, () => sessionStarted({ appId, sessionId: "A" })))),
    400,
  ],
  [
    "too large a body",
    () => signed({ ...eventsMessage(), padding: "x".repeat(limits.MAX_REQUEST_BYTES) }),
    413,
  ],
])("refused without a trace: %s", async (_name, spoil, status) => {
  const before = await countCalls();
  const good = signed(eventsMessage(callFinished(await newLink(appId))));
  const response = await send(ingest, spoil(good));
  expect(response.status).toBe(status);
  const { error } = (await response.json()) as { error: Record<string, string> };
  expect(error["request_id"]).toBe(response.headers.get("x-request-id"));
  expect(Object.keys(error).toSorted()).toEqual(["code", "message", "request_id"]);
  expect(await countCalls()).toBe(before);
});

test("the relay reads one app, as it is now", async () => {
  await addOrigins({ ctx, input: { appId, text: "https://app.example.com" } });
  const response = await send(readApp, signed({ operation: "read_app", target: appId }));
  expect(response.status).toBe(200);
  expect(await response.json()).toEqual({ entry: world.relay.entries.get(appId) });
});

test("an app that does not exist has no entry; what is no app id is refused", async () => {
  const unknown = await send(readApp, signed({ operation: "read_app", target: newAppId() }));
  expect(await unknown.json()).toEqual({ entry: null });
  for (const target of ["", "x", "as_app_\u0000"]) {
    const response = await send(readApp, signed({ operation: "read_app", target }));
    expect(response.status).toBe(400);
  }
});

test("a question for an app is answered to the relay alone", async () => {
  const body = JSON.stringify({ operation: "read_app", target: appId });
  const unsigned = await send(readApp, { body, headers: {} });
  expect(unsigned.status).toBe(401);
  expect(await unsigned.text()).not.toContain("app.example.com");
  const swapped = await send(readApp, {
    body,
    headers: signControl(body.replace(appId, newAppId()), SECRETS),
  });
  expect(swapped.status).toBe(401);
});

test("healthy while the database answers", async () => {
  const response = await health();
  expect(response.status).toBe(200);
  expect(await response.json()).toEqual({ ok: true, service: "dashboard" });
});
