/** A page tells of an outage by what is known already, and never waits to find out. */
import { expect, test } from "vitest";
import { openSite } from "../../../test/site.ts";

const { world } = await openSite();
const { currentStatus, knownStatus } = await import("./current-status.ts");
const { isRelayDown } = await import("./relay-outage.tsx");

test("nothing is known at first; then what the check behind the page found", async () => {
  world.relay.mode = "down";
  expect(knownStatus()).toBeNull();
  await currentStatus();
  const known = knownStatus();
  expect(known !== null && isRelayDown(known)).toBe(true);
});
