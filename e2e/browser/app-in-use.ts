/** An account with an app that an AI paints in, so that no table of the dashboard is empty. */
import { expect, type Page } from "@playwright/test";
import { smile } from "../agents/picture.ts";
import { PostAgent } from "../agents/post-agent.ts";
import { Developer } from "./developer.ts";
import { type Addresses, copied } from "./fixtures.ts";

export type AppInUse = { readonly appId: string; readonly workspaceId: string };

export async function appInUse(page: Page, { dashboard, example, relay }: Addresses): Promise<AppInUse> {
  const developer = new Developer(page, dashboard);
  await developer.signUp();
  await developer.createApp("Pixel canvas");
  const appId = await copied(page, "Copy app id");
  await developer.allowOrigin(example);
  const canvas = await page.context().newPage();
  await canvas.goto(`${example}/?app=${appId}&relay=${relay}`);
  await canvas.getByRole("button", { name: "Connect with AI" }).click();
  await canvas.getByRole("button", { name: "Create link" }).click();
  const agent = new PostAgent(await copied(canvas, "Copy text"));
  expect(await agent.paint(smile)).toMatchObject({ status: 200 });
  await canvas.close();
  await developer.open("Calls");
  await expect(page.getByRole("row", { name: "set_pixels" })).toBeVisible();
  await page.goto(`${dashboard}/apps`);
  await expect(page.getByRole("heading", { name: "Apps", level: 1 })).toBeVisible();
  const [, workspaceId = ""] = /workspaces\/([^/?]+)/.exec(page.url()) ?? [];
  return { appId, workspaceId };
}
