/** The control secret changed in three steps, each a restart of both sides, while calls go on. */
import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { compareBooks } from "./books.ts";
import { Crowd } from "./crowd.ts";
import { addApp, type Place } from "./place.ts";
import type { Random } from "./random.ts";

const CALLS_A_STEP = 150;

export async function rotateUnderCalls(
  place: Place,
  { random }: { readonly random: Random },
): Promise<string> {
  const { stack, settings, ways } = place;
  const [old = ""] = stack.controlSecrets;
  const young = `whsec_${randomBytes(32).toString("base64")}`;
  const app = await addApp(place);
  const crowd = new Crowd(app, stack.relayUrl);
  const before = ways.map(({ tally }) => tally.refused);
  let steps = 0;
  let found = "";
  try {
    await crowd.gather();
    for (const secrets of [[old, young], [young, old], [young]]) {
      const CONTROL_SECRETS = secrets.join(",");
      Object.assign(settings.relay, { CONTROL_SECRETS });
      await stack.killRelay();
      await stack.startRelay();
      await crowd.callUntil(CALLS_A_STEP * ++steps, random);
      Object.assign(settings.dashboard, { CONTROL_SECRETS });
      await stack.killDashboard();
      await stack.startDashboard();
      await crowd.callUntil(CALLS_A_STEP * ++steps, random);
    }
    found = await compareBooks(place.database, app.appId, crowd);
  } finally {
    await crowd.leave();
  }
  assert.deepEqual(
    ways.map(({ tally }) => tally.refused),
    before,
    "no message was refused for its signature",
  );
  return `${crowd.answered.size} calls over ${steps} restarts, ${found}`;
}
