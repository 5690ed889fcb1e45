/** The landing page: its demo works in place, for whoever has no account. */
import { heart } from "../agents/picture.ts";
import { PostAgent } from "../agents/post-agent.ts";
import { canvasWith, readCanvas } from "./canvas.ts";
import { expect, test } from "./fixtures.ts";
import { complaintsOf } from "./link.ts";
import { expectSoundLook } from "./look.ts";

test("A visitor tries the demo on the landing page, and an AI paints in it by its link", async ({
  page,
  addresses,
}) => {
  const complaints = complaintsOf(page);
  await page.goto(addresses.dashboard);
  const opener = page.getByRole("link", { name: "Try the demo" });
  await expect(opener).toHaveAttribute("href", new RegExp(`^${addresses.example}/\\?relay=`));
  await expect(page.locator("iframe"), "nothing of the demo is loaded before").toHaveCount(0);

  await opener.click();
  await expect(page.getByRole("heading", { name: "A canvas that an AI can paint on" })).toBeFocused();
  const [, frame] = page.frames();
  if (frame === undefined) throw new Error("The demo has no frame.");
  await frame.getByRole("button", { name: "Connect with AI" }).click();
  await frame.getByRole("button", { name: "Create link" }).click();
  await frame.getByRole("button", { name: "Copy text", exact: true }).click();
  await expect(frame.getByText(/^Copied/).first()).toBeAttached();
  const agent = new PostAgent(await page.evaluate(() => navigator.clipboard.readText()));
  expect(await agent.paint(heart)).toMatchObject({ status: 200 });
  expect(await readCanvas(frame)).toEqual(canvasWith(heart));
  await frame.getByRole("button", { name: "Close" }).click();
  expect(complaints).toEqual([]);
  await expectSoundLook(page);

  await page.getByRole("button", { name: "Close the demo" }).click();
  await expect(page.locator("iframe")).toHaveCount(0);
  await expect(opener).toBeFocused();
});
