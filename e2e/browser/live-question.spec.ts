/** A page that keeps itself true does not change under a question that it asks. */
import type { Page } from "@playwright/test";
import { Developer } from "./developer.ts";
import { copied, expect, test } from "./fixtures.ts";
import { callTool, linkOf } from "./link.ts";

test("While a developer is asked whether to revoke, the list waits; then it shows what came meanwhile", async ({
  page,
  context,
  addresses,
}) => {
  const developer = new Developer(page, addresses.dashboard);
  await developer.signUp();
  await developer.createApp("Pixel canvas");
  const appId = await copied(page, "Copy app id");
  await developer.allowOrigin(addresses.example);
  const example = await context.newPage();
  await example.goto(`${addresses.example}/?app=${appId}&relay=${addresses.relay}`);
  const link = await linkOf(example);
  await page.bringToFront();
  await developer.open("Links");
  const row = page.getByRole("row", { name: "Connect with AI" });
  const calls = (count: number) => row.getByRole("link", { name: new RegExp(`^${count} calls? of`) });
  await callTool(link, "set_title", { title: "Sea" });
  await expect(calls(1)).toBeVisible();

  await page.getByRole("button", { name: "Revoke Connect with AI" }).click();
  await expect(page.getByRole("dialog")).toBeVisible();
  const refreshes: string[] = [];
  page.on("request", (request) => {
    if (request.headers()["rsc"] !== undefined) refreshes.push(request.url());
  });
  await untilLive(page, appId, () => callTool(link, "set_title", { title: "Sky" }));
  // The page's own stream looks once a second, as this one: when the second change is told, the first was.
  await untilLive(page, appId, () => callTool(link, "set_title", { title: "Sun" }));
  expect(refreshes).toEqual([]);

  await page.getByRole("button", { name: "Cancel" }).click();
  await expect(calls(3)).toBeVisible();
  expect(refreshes).not.toEqual([]);
});

/** Does something, and waits until a stream as the page has one tells that the app changed. */
async function untilLive(page: Page, appId: string, change: () => Promise<unknown>): Promise<void> {
  const stream = await page.evaluateHandle(async (path) => {
    const source = new EventSource(path);
    const message = () =>
      new Promise<void>((heard) => source.addEventListener("message", () => heard(), { once: true }));
    await message();
    const changed = message().then(() => source.close());
    return { changed };
  }, `/api/apps/${appId}/live`);
  await change();
  await stream.evaluate(({ changed }) => changed);
}
