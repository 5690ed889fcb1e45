/** The playground's verbs: its link made, used and revoked, and never shown. */
import { createServer } from "node:http";
import { auditEvents } from "@agent-socket/db";
import { eq } from "drizzle-orm";
import { afterAll, beforeEach, expect, test } from "vitest";
import { isListening } from "../../../test/is-listening.ts";
import { expectRefusal } from "../../../test/refusal.ts";
import { newLink, sessionPresence, sessionStarted } from "../../../test/relay-event.ts";
import { openWorld } from "../../../test/world.ts";
import { closeLink } from "./close-link.ts";
import { followTask } from "./follow-task.ts";
import { openLink } from "./open-link.ts";
import type { PlaygroundLink } from "./sealed-link.ts";
import { tryTool } from "./try-tool.ts";

const world = await openWorld();
beforeEach(() => {
  world.relay.mode = "up";
});

/** Says back what it was asked, with the address at which it was. */
const asked: string[] = [];
const echo = createServer((request, response) => {
  asked.push(request.url ?? "");
  response.setHeader("content-type", "application/json");
  if (request.url?.endsWith("/slow")) {
    response.writeHead(202).end(JSON.stringify({ task: "t_1", url: "x" }));
    return;
  }
  response.end(JSON.stringify({ url: `http://${request.headers.host}${request.url}`, bare: request.url }));
});
const relayUrl = await isListening(echo);
afterAll(() => echo.close());

const connected = async () => {
  const ctx = await world.newUser();
  const appId = await world.newApp(ctx);
  const { sessionId } = await newLink(appId);
  await world.report(sessionStarted({ appId, sessionId }));
  return { ctx, appId, sessionId };
};
const held = (sessionId: string): PlaygroundLink => ({
  token: `as_${sessionId}_AAAAAAAAAAAAAAAAAAAAAA`,
  tokenId: "0123456789AB",
  sessionId,
  readOnly: false,
  expiresAtMs: Date.now() + 60_000,
});

test("a link is made of a connected session, for 15 minutes, under the person's name, and recorded", async () => {
  const { ctx, appId, sessionId } = await connected();
  const link = await openLink({ ctx, input: { appId, sessionId, readOnly: true } });
  expect(link).toMatchObject({ ...held(sessionId), readOnly: true, expiresAtMs: expect.any(Number) });
  // Its person and the AI read it, so it never holds the address.
  const label = `Playground by ${ctx.user.name || "a developer of the app"}`;
  expect(world.relay.minted.at(-1)).toMatchObject({
    target: sessionId,
    label,
    expiresInSeconds: 900,
    readOnly: true,
  });
  const rows = await world.database.db.select().from(auditEvents).where(eq(auditEvents.appId, appId));
  expect(rows).toContainEqual(expect.objectContaining({ action: "link.create", subject: link.tokenId }));
  expect(JSON.stringify(rows)).not.toContain(link.token);
});

test("none is made of a session that is away, unknown, refused more links, or while the relay is down", async () => {
  const { ctx, appId, sessionId } = await connected();
  const open = (id = sessionId) => openLink({ ctx, input: { appId, sessionId: id, readOnly: false } });
  await expectRefusal(open("ABCDEFGH"), "not_found");
  world.relay.refused.add(sessionId);
  await expectRefusal(open(), "limit_reached");
  world.relay.gone.add(sessionId);
  await expectRefusal(open(), "not_found");
  world.relay.mode = "down";
  await expectRefusal(open(), "relay_unreachable");
  await world.report(sessionPresence({ appId, sessionId }, { online: false, atMs: Date.now() + 1000 }));
  await expectRefusal(open(), "not_found");
});

test("a call goes to the link alone, and its answer does not show it", async () => {
  const { ctx, appId, sessionId } = await connected();
  const link = held(sessionId);
  const call = (path: string, args = "{}") =>
    tryTool({ ctx, input: { appId, relayUrl, link, method: "POST", path, arguments: args } });
  const reply = await call("/say");
  expect(reply).toMatchObject({ status: 200, isCut: false });
  expect(JSON.parse(reply.text ?? "")).toEqual({
    url: "$AGENT_LINK/say",
    bare: "/v1/t/$AGENT_TOKEN/say",
  });
  asked.length = 0;
  for (const path of ["say", "/../../../internal", "/%2e%2e/as_other/say", "/..\\..\\x"])
    await expectRefusal(call(path), "invalid");
  for (const args of ["", "[]", "null", "{"]) await expectRefusal(call("/say", args), "invalid");
  expect(asked).toEqual([]);
});

test("a call that runs on names its task, which can be asked for; nothing else can", async () => {
  const { ctx, appId, sessionId } = await connected();
  const place = { appId, relayUrl, link: held(sessionId) };
  const slow = { ...place, method: "POST", path: "/slow", arguments: "{}" };
  const reply = await tryTool({ ctx, input: slow });
  expect(reply).toMatchObject({ status: 202, task: "t_1" });
  const ended = await followTask({ ctx, input: { ...place, task: reply.task ?? "" } });
  expect(ended).toMatchObject({ status: 200, task: null });
  expect(asked.at(-1)).toMatch(/\/_as\/tasks\/t_1\?wait=3$/);
  const before = asked.length;
  for (const task of ["", "../revoke", "a/b", "x".repeat(65)])
    await expectRefusal(followTask({ ctx, input: { ...place, task } }), "invalid");
  await expectRefusal(followTask({ ctx, input: { ...place, link: null, task: "t_1" } }), "link_used_up");
  expect(asked).toHaveLength(before);
});

test("revoking says so to the relay, and is recorded; without a link there is nothing to do or to call", async () => {
  const { ctx, appId, sessionId } = await connected();
  const link = held(sessionId);
  await closeLink({ ctx, input: { appId, link } });
  expect(world.relay.revoked).toContain(link.tokenId);
  expect(await closeLink({ ctx, input: { appId, link: null } })).toBeNull();
  const without = { appId, relayUrl, link: null, method: "POST", path: "/say", arguments: "{}" };
  await expectRefusal(tryTool({ ctx, input: without }), "link_used_up");
});
