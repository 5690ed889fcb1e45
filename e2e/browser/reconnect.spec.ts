/** The button's connection: it comes back by itself, with the same link, however it was lost. */
import type { Page } from "@playwright/test";
import { expect } from "./fixtures.ts";
import { callTool } from "./link.ts";
import { test } from "./page-server.ts";

const trigger = (page: Page, words: string) =>
  page.locator("agent-socket-connect button.trigger", { hasText: words });

test("A lost connection is said, and brought back with the same link, five times", async ({
  page,
  pages,
  addresses,
}) => {
  let drop = (): unknown => undefined;
  await page.routeWebSocket(/\/_ws/, (socket) => {
    const server = socket.connectToServer();
    drop = () => Promise.all([socket.close({ code: 1012 }), server.close({ code: 4408 })]);
  });
  await page.goto(`${pages.serve("shelf", { module: "shelf.ts" })}?relay=${addresses.relay}`);
  await page.getByRole("button", { name: "Connect with AI" }).click();
  await page.getByRole("button", { name: "Create link" }).click();
  await page.getByRole("button", { name: "Copy link only" }).click();
  const link = await page.evaluate(() => navigator.clipboard.readText());
  for (let time = 0; time < 5; time++) {
    await drop();
    await expect(trigger(page, "AI link: reconnecting")).toBeAttached();
    await expect(trigger(page, "AI link: reconnecting")).toHaveCount(0);
    expect((await callTool(link, "books")).body).toEqual(["Momo"]);
  }
});
