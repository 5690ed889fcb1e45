/** The log of calls: one in full beside the list, by keys and by address; filtered by address; as a file for a spreadsheet. */
import { readFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import { Developer } from "./developer.ts";
import { copied, expect, test } from "./fixtures.ts";
import { callTool, linkOf } from "./link.ts";
import { expectSoundLook } from "./look.ts";

/** What a spreadsheet would run, as the name of a link. */
const FORMULA = '=HYPERLINK("https://evil.example","open me")';
const SECRET = /as_[0-9A-Z]{8}_[\w-]{22}/;

const drawer = (page: Page, tool: string) => page.getByRole("dialog", { name: `Call of ${tool}` });
/** The row's way into the drawer. */
const nameOf = (page: Page, tool: string) => page.getByRole("table").getByRole("link", { name: tool });

test("A developer walks through the calls by keys, shares one, filters, and keeps a file that a spreadsheet opens safely", async ({
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
  await example
    .locator("agent-socket-connect")
    .evaluate((button, label) => button.setAttribute("label", label), FORMULA);
  const link = await linkOf(example, FORMULA);
  const pixel = { color: "blue", x: 0, y: 0, width: 1, height: 1 };
  expect((await callTool(link, "set_title", { title: "Sea" })).status).toBe(200);
  expect((await callTool(link, "fill_rectangle", pixel)).status).toBe(200);
  expect((await callTool(link, "set_pixel", { x: "far" })).status).toBe(422);
  await page.bringToFront();
  await developer.open("Calls");
  await expect(nameOf(page, "set_pixel")).toBeVisible();

  await test.step("The keys go through the list, and stop at its ends", async () => {
    await nameOf(page, "fill_rectangle").press("Enter");
    await expect(drawer(page, "fill_rectangle")).toContainText("The app answered");
    await page.keyboard.press("ArrowUp");
    await expect(drawer(page, "set_pixel")).toContainText("did not fit the tool's schema");
    await page.keyboard.press("ArrowUp");
    await expect(drawer(page, "set_pixel")).toBeVisible();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowDown");
    await expect(drawer(page, "set_title")).toBeVisible();
    await expectSoundLook(page);
  });

  await test.step("Escape closes it, on the row of the call that was shown last", async () => {
    await page.keyboard.press("Escape");
    await expect(page.getByRole("dialog")).toHaveCount(0);
    await expect(nameOf(page, "set_title")).toBeFocused();
    expect(new URL(page.url()).searchParams.has("call")).toBe(false);
  });

  await test.step("The address of a call opens it, and leads back to its row", async () => {
    await nameOf(page, "set_pixel").click();
    await expect(drawer(page, "set_pixel")).toBeVisible();
    const shared = await copied(page, "Copy address of this call");
    expect(shared).toBe(page.url());
    await page.reload();
    await expect(drawer(page, "set_pixel")).toContainText("did not fit the tool's schema");
    await page.keyboard.press("Escape");
    await expect(nameOf(page, "set_pixel")).toBeFocused();
    await page.goto(shared);
    await expect(drawer(page, "set_pixel")).toBeVisible();
  });

  await test.step("The command has a place for the link, and no secret", async () => {
    const command = await copied(page, "Copy as cURL");
    expect(command).toContain('curl "$AGENT_LINK/_as/batch"');
    expect(command).toContain('[{"tool":"set_pixel","arguments":{}}]');
    expect(command).not.toMatch(SECRET);
    expect(await page.content()).not.toMatch(SECRET);
    await page.keyboard.press("Escape");
  });

  await test.step("What is chosen stands in the address, and holds after a reload", async () => {
    await page.getByLabel("Outcome").selectOption({ label: "All that failed" });
    await page.getByRole("button", { name: "Filter" }).click();
    await expect(page).toHaveURL(/[?&]outcome=failed/);
    await expect(nameOf(page, "fill_rectangle")).toHaveCount(0);
    await page.reload();
    await expect(nameOf(page, "set_pixel")).toBeVisible();
    await expect(page.getByRole("table").getByRole("row")).toHaveCount(2);
    await expect(page.getByLabel("Outcome")).toHaveValue("failed");
  });

  await test.step("The file holds what is chosen, and no cell that a spreadsheet would run", async () => {
    const download = page.waitForEvent("download");
    await page.getByRole("link", { name: "Export CSV" }).click();
    const file = await download;
    expect(file.suggestedFilename()).toBe("calls.csv");
    const text = await readFile(await file.path(), "utf8");
    const [head = "", ...rows] = text.trimEnd().split("\r\n");
    expect(head).toContain("time,tool,outcome");
    expect(rows).toHaveLength(1);
    expect(rows[0]).toContain("set_pixel,invalid_input");
    expect(rows[0]).toContain(`"'=HYPERLINK(""https://evil.example"",""open me"")"`);
    expect(text).not.toMatch(SECRET);
  });
});
