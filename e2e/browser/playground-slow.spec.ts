/** A call of the playground that takes longer than the page waits: its result comes all the same. */
import { Developer } from "./developer.ts";
import { copied, expect } from "./fixtures.ts";
import { test } from "./page-server.ts";

test("A call that outlives its request is followed until it ended", async ({
  page,
  context,
  pages,
  addresses,
}) => {
  const developer = new Developer(page, addresses.dashboard);
  await developer.signUp();
  await developer.createApp("Book Shelf");
  const appId = await copied(page, "Copy app id");
  const address = pages.serve("shelf", { module: "shelf.ts" });
  await developer.allowOrigin(new URL(address).origin);
  const shelf = await context.newPage();
  await shelf.goto(`${address}?app=${appId}&relay=${addresses.relay}`);
  await expect(shelf.getByText("connected", { exact: true })).toBeAttached();
  await page.bringToFront();
  await developer.open("Playground");
  await page.getByRole("button", { name: "Open the playground" }).click();
  await page.getByRole("link", { name: "wait_for_the_page POST", exact: true }).click();
  await expect(page.getByRole("heading", { name: "wait_for_the_page", exact: true })).toBeVisible();
  await page.getByRole("button", { name: "Send call" }).click();
  await expect(page.getByText("202 still running")).toBeVisible();
  await expect(page.getByText("Its result is asked for every few seconds")).toBeVisible();
  await shelf.evaluate(() => dispatchEvent(new Event("go-on")));
  await expect(page.getByText("200 answered")).toBeVisible();
  await expect(page.getByRole("region", { name: "Answer" })).toContainText("Done.");
});
