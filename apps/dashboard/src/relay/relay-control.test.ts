/** What the dashboard makes of a relay that is slow, gone, wrong or not the relay at all. */
import { createServer, type RequestListener } from "node:http";
import pino from "pino";
import { afterAll, expect, test } from "vitest";
import { isListening } from "../../test/is-listening.ts";
import { startRelayPeer } from "../../test/relay-peer.ts";
import { SECRETS } from "../../test/world.ts";
import { createRelayControl } from "./relay-control.ts";

const log = pino({ level: "silent" });
const link = { appId: "as_app_0000000000000", sessionId: "ABCDEFGH", tokenId: "ABCDEFGHJKMN" };
const servers: ReturnType<typeof createServer>[] = [];
afterAll(() => {
  for (const server of servers) server.close().closeAllConnections();
});

async function answering(listener: RequestListener) {
  const server = createServer(listener);
  servers.push(server);
  return createRelayControl({ relayUrl: await isListening(server), controlSecrets: SECRETS, log });
}

test("signs what it says, and measures until the acknowledgement", async () => {
  const peer = await startRelayPeer(SECRETS);
  const relay = createRelayControl({ relayUrl: peer.url, controlSecrets: SECRETS, log });
  expect(await relay.revokeLink(link)).toMatchObject({
    ok: true,
    value: { found: true },
    afterMs: expect.any(Number),
  });
  const stranger = createRelayControl({
    relayUrl: peer.url,
    controlSecrets: [`whsec_${btoa("x".repeat(32))}`],
    log,
  });
  expect(await stranger.revokeLink(link)).toEqual({
    ok: false,
    reason: "The relay answered with status 401.",
  });
  expect(peer.revoked).toEqual([link.tokenId]);
  await peer.stop();
});

test("a relay that is not there", async () => {
  const relay = createRelayControl({ relayUrl: "http://127.0.0.1:1", controlSecrets: SECRETS, log });
  expect(await relay.endSession(link)).toEqual({ ok: false, reason: "The relay cannot be reached." });
});

test("a relay that does not answer", async () => {
  const relay = await answering(() => undefined);
  expect(await relay.endSession(link)).toEqual({
    ok: false,
    reason: "The relay did not answer within 3 seconds.",
  });
});

test.each([
  ["not JSON", "<html>"],
  ["another shape", "{}"],
])("an answer that is %s", async (_name, body) => {
  const relay = await answering((_request, response) => response.end(body));
  expect(await relay.revokeLink(link)).toEqual({
    ok: false,
    reason: "The relay gave an answer that this dashboard does not understand.",
  });
});

test("a redirect is not followed: the message is for the relay alone", async () => {
  let reached = 0;
  const elsewhere = createServer((_request, response) => {
    reached++;
    response.end("{}");
  });
  servers.push(elsewhere);
  const location = await isListening(elsewhere);
  const relay = await answering((_request, response) => response.writeHead(307, { location }).end());
  expect(await relay.revokeLink(link)).toMatchObject({ ok: false });
  expect(reached).toBe(0);
});
