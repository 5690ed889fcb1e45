/** The mailbox page of a developer's machine. */
import { expect, test } from "vitest";
import { openSite } from "../../../../test/site.ts";

const site = await openSite();
const doors = await site.doors("app/dev/mailbox/page.tsx");
const page = doors.find(({ name }) => name === "default");

test("is there for who asks for this machine by its name", async () => {
  await site.arriveAs(null);
  expect(await page?.open({})).toBeInstanceOf(Object);
});

test("is not there for a foreign page whose name was pointed at this machine", async () => {
  await site.arriveAs(null, "evil.example:3000");
  await expect(page?.open({})).rejects.toMatchObject({ digest: "NEXT_HTTP_ERROR_FALLBACK;404" });
});
