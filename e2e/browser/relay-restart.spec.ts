/** A relay that is really killed, a tab that sleeps, a network that goes: the same link works again, and the page keeps its state. */
import type { Page } from "@playwright/test";
import { startStack } from "../../scripts/stack.mjs";
import { expect } from "./fixtures.ts";
import { callTool, linkOf } from "./link.ts";
import { test } from "./page-server.ts";

type Stack = Awaited<ReturnType<typeof startStack>>;
let stack: Stack;

test.beforeAll(async () => {
  stack = await startStack({ parts: ["relay"] });
});
test.afterAll(() => stack.stop());

async function restart(): Promise<void> {
  await stack.killRelay();
  await stack.startRelay();
}

const status = (page: Page) => page.locator("output");

/** Connected, with a book that only this page has. */
async function openShelf(page: Page, at: string): Promise<string> {
  await page.goto(`${at}?relay=${stack.relayUrl}`);
  await expect(status(page)).toHaveText("connected");
  const link = await linkOf(page);
  expect((await callTool(link, "add_book", { title: "Matilda" })).body).toEqual({ count: 2 });
  return link;
}

/**
 * Stops all that the page runs, as the sleep of a tab does; returns what wakes it. The command that freezes a page leaves one
 * that is seen awake.
 */
async function putToSleep(page: Page): Promise<() => Promise<unknown>> {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send("Debugger.enable");
  const asleep = new Promise<void>((resolve) => devtools.once("Debugger.paused", () => resolve()));
  await devtools.send("Debugger.pause");
  // It stops at the next statement that the page runs: this one.
  const woken = page.evaluate(() => null);
  await asleep;
  return async () => {
    await devtools.send("Debugger.disable");
    await woken;
  };
}

/** The relay answers "offline" until the page is back, so it is asked until then. */
const expectShelf = (link: string) =>
  expect.poll(async () => (await callTool(link, "books")).body).toEqual(["Momo", "Matilda"]);

test("A relay that is killed and started again finds the page back, under the same link", async ({
  page,
  pages,
}) => {
  const link = await openShelf(page, pages.serve("shelf", { module: "shelf.ts" }));
  await stack.killRelay();
  await expect(status(page)).toHaveText("reconnecting");
  await stack.startRelay();
  await expect(status(page)).toHaveText("connected");
  await expectShelf(link);
});

test("A sleeping tab that lost its connection is back when it wakes", async ({ page, pages }) => {
  const link = await openShelf(page, pages.serve("shelf", { module: "shelf.ts" }));
  const wake = await putToSleep(page);
  await restart();
  expect((await callTool(link, "books")).status).toBe(503);
  await wake();
  await expectShelf(link);
  await expect(status(page)).toHaveText("connected");
});

test("A page that lost its network comes back with it, under the same link", async ({
  page,
  context,
  pages,
}) => {
  const link = await openShelf(page, pages.serve("shelf", { module: "shelf.ts" }));
  await context.setOffline(true);
  await restart();
  await expect(status(page)).toHaveText("reconnecting");
  expect((await callTool(link, "books")).status).toBe(503);
  await context.setOffline(false);
  await expectShelf(link);
  await expect(status(page)).toHaveText("connected");
});
