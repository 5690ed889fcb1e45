/** A workspace's people and its end: joined by a link that was handed over, deleted by its name, restored by its owner. */
import { callTool, linkOf } from "./link.ts";
import { Developer } from "./developer.ts";
import { copied, expect, test } from "./fixtures.ts";
import { expectSoundLook } from "./look.ts";
import { followMail } from "./mailbox.ts";

test("An owner hands over an invitation, deletes the workspace, and restores it with its app and its people", async ({
  page,
  context,
  browser,
  addresses,
}) => {
  const [ada, grace] = ["ada", "grace"].map((name) => `${name}-${crypto.randomUUID()}@example.com`);
  if (ada === undefined || grace === undefined) throw new Error("There are two people.");
  const developer = new Developer(page, addresses.dashboard);
  await developer.signUp(ada);
  await developer.createApp("Pixel canvas");
  const appId = await copied(page, "Copy app id");
  await developer.allowOrigin(addresses.example);
  const example = await context.newPage();
  await example.goto(`${addresses.example}/?app=${appId}&relay=${addresses.relay}`);
  const link = await linkOf(example);
  await page.bringToFront();
  await followMail(page, addresses.dashboard, ada, "Verify your e-mail address");
  await page.getByRole("button", { name: "Verify this address" }).click();
  await page.getByRole("link", { name: "Go to your apps" }).click();

  const colleagues = await browser.newContext();
  const colleague = await colleagues.newPage();
  await test.step("The inviter copies a link, and by it the invitee joins without their mail", async () => {
    await developer.open("Members");
    await page.getByRole("textbox", { name: "E-mail" }).fill(grace);
    await page.getByRole("button", { name: "Invite", exact: true }).click();
    const invitation = await copied(page, "Copy invitation link");
    await expectSoundLook(page);
    await page.reload();
    await expect(page.getByRole("button", { name: "Copy invitation link" })).toHaveCount(0);
    await colleague.goto(invitation);
    await colleague.getByRole("link", { name: "Create an account" }).click();
    await colleague.getByLabel("Password").fill("a sentence is a fine password");
    await colleague.getByRole("button", { name: "Create account" }).click();
    await colleague.getByRole("button", { name: /^Join / }).click();
    await expect(colleague.getByRole("link", { name: "Pixel canvas" })).toBeVisible();
  });

  await test.step("Deleted by its name, it is gone for both, and the relay refuses the app's link", async () => {
    await developer.open("Settings", "Workspace settings");
    const field = page.getByLabel(/^Type .* to confirm$/);
    await field.fill("another name");
    await page.getByRole("button", { name: "Delete workspace" }).click();
    await expect(page.getByText(/^Type .* to delete this workspace\.$/)).toBeVisible();
    await field.fill(await page.getByRole("textbox", { name: "Name" }).inputValue());
    await page.getByRole("button", { name: "Delete workspace" }).click();
    await expect(page.getByRole("heading", { name: "Deleted workspaces" })).toBeVisible();
    const pixel = { color: "blue", x: 0, y: 0, width: 1, height: 1 };
    await expect
      .poll(async () => (await callTool(link, "fill_rectangle", pixel)).status)
      .toBeGreaterThanOrEqual(400);
    await page.reload();
    await expect(page.getByText("Refused at the relay")).toBeVisible();
    await expectSoundLook(page);
    await colleague.goto(`${addresses.dashboard}/apps/${appId}`);
    await expect(colleague.getByRole("heading", { name: "There is nothing here" })).toBeVisible();
  });

  await test.step("Restored, its app and its people are there again", async () => {
    await page.getByRole("button", { name: /^Restore / }).click();
    await page.getByRole("link", { name: "Pixel canvas" }).click();
    await expect(page.getByRole("heading", { name: "Pixel canvas", level: 1 })).toBeVisible();
    await colleague.goto(`${addresses.dashboard}/apps/${appId}`);
    await expect(colleague.getByRole("heading", { name: "Pixel canvas", level: 1 })).toBeVisible();
  });
  await colleagues.close();
});
