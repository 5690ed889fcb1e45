/** The number that rules: from the sign-up page to the first call that succeeded, with what a newcomer must do for it. */
import type { Locator } from "@playwright/test";
import { heart } from "../agents/picture.ts";
import { PostAgent } from "../agents/post-agent.ts";
import { expect, test } from "./fixtures.ts";

const MOST_FIELDS = 3;
const MOST_CLICKS = 7;
const MOST_SECONDS = 120;

/** A hand that counts what it does. */
class Hand {
  fields = 0;
  clicks = 0;

  async type(field: Locator, text: string): Promise<void> {
    await field.fill(text);
    this.fields += 1;
  }

  async click(thing: Locator): Promise<void> {
    await thing.click();
    this.clicks += 1;
  }
}

test("A newcomer sees an AI's first call within two minutes, three fields and seven clicks", async ({
  page,
  context,
  addresses,
}) => {
  const hand = new Hand();
  const startedAt = Date.now();
  await page.goto(`${addresses.dashboard}/signup`);
  await hand.type(page.getByLabel("E-mail"), `newcomer-${crypto.randomUUID()}@example.com`);
  await hand.type(page.getByLabel("Password"), "a sentence is a fine password");
  await hand.click(page.getByRole("button", { name: "Create account" }));
  await hand.type(page.getByLabel("Name", { exact: true }), "My first app");
  await hand.click(page.getByRole("button", { name: "Create app" }));

  const opened = context.waitForEvent("page");
  await hand.click(page.getByRole("button", { name: "Use our demo app" }));
  const demo = await opened;
  await hand.click(demo.getByRole("button", { name: "Connect with AI" }));
  await hand.click(demo.getByRole("button", { name: "Create link" }));
  await hand.click(demo.getByRole("button", { name: "Copy text" }));
  await expect(demo.getByText(/^Copied/).first()).toBeAttached();
  const agent = new PostAgent(await demo.evaluate(() => navigator.clipboard.readText()));
  expect(await agent.paint(heart)).toMatchObject({ status: 200 });
  await page.bringToFront();
  await expect(page.getByText("It works, from end to end")).toBeVisible();

  const seconds = (Date.now() - startedAt) / 1000;
  console.log(
    `First call after ${seconds.toFixed(1)} s, ${hand.fields} typed fields and ${hand.clicks} clicks.`,
  );
  expect(hand.fields).toBeLessThanOrEqual(MOST_FIELDS);
  expect(hand.clicks).toBeLessThanOrEqual(MOST_CLICKS);
  expect(seconds).toBeLessThanOrEqual(MOST_SECONDS);
});
