/** The palette, and the end of an app: found by typing, deleted by its name, restored within its week. */
import { callTool, linkOf } from "./link.ts";
import { Developer } from "./developer.ts";
import { copied, expect, test } from "./fixtures.ts";

test("An app found by typing is deleted by its name, refused at once, and restored", async ({
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

  await test.step("Two keys open the palette, typing finds the page, Escape gives the focus back", async () => {
    const opener = page.getByRole("button", { name: /^Go to/ });
    await opener.focus();
    await page.keyboard.press("Control+k");
    await expect(page.getByRole("combobox", { name: "Go to" })).toBeFocused();
    await page.keyboard.press("Escape");
    await expect(page.getByRole("combobox", { name: "Go to", includeHidden: true })).toHaveCount(0);
    await expect(opener).toBeFocused();
    await page.keyboard.press("Control+k");
    await page.getByRole("combobox", { name: "Go to" }).fill("canvas sett");
    await expect(page.getByRole("option")).toHaveText(["Settings"]);
    await page.keyboard.press("Enter");
    await expect(page.getByRole("heading", { name: "Settings", level: 1 })).toBeVisible();
  });

  await test.step("Asked for in the very moment in which it closes, the palette opens", async () => {
    await page.keyboard.press("Control+k");
    await page.getByRole("combobox", { name: "Go to" }).fill("canvas");
    await page.evaluate(() => {
      document.querySelector("dialog")?.close();
      document.dispatchEvent(new KeyboardEvent("keydown", { key: "k", ctrlKey: true }));
    });
    await expect(page.getByRole("combobox", { name: "Go to" })).toHaveValue("");
    await expect(page.getByRole("combobox", { name: "Go to" })).toBeFocused();
    await page.keyboard.press("Escape");
    await expect(page.getByRole("dialog")).toHaveCount(0);
  });

  await test.step("Another name deletes nothing; its own does, and the relay refuses the link", async () => {
    const name = page.getByLabel("Type Pixel canvas to confirm");
    await name.fill("pixel");
    await page.getByRole("button", { name: "Delete app" }).click();
    await expect(page.getByText("Type Pixel canvas to delete this app.")).toBeVisible();
    await name.fill("Pixel canvas");
    await page.getByRole("button", { name: "Delete app" }).click();
    await expect(page.getByText("Recently deleted")).toBeVisible();
    await expect(page.getByText("Refused at the relay")).toBeVisible();
    const pixel = { color: "blue", x: 0, y: 0, width: 1, height: 1 };
    expect((await callTool(link, "fill_rectangle", pixel)).status).toBeGreaterThanOrEqual(400);
    await page.goto(`${addresses.dashboard}/apps/${appId}`);
    await expect(page.getByRole("heading", { name: "There is nothing here" })).toBeVisible();
  });

  await test.step("Restored, it is there again", async () => {
    await page.goto(`${addresses.dashboard}/apps`);
    await page.getByRole("button", { name: "Restore Pixel canvas" }).click();
    await expect(page.getByText("Pixel canvas is restored.")).toBeVisible();
    await page.getByRole("link", { name: "Pixel canvas" }).click();
    await expect(page.getByRole("heading", { name: "Pixel canvas", level: 1 })).toBeVisible();
  });
});
