/** People and their rights: verified addresses, invitations, roles, logins, a forgotten password. */
import type { Page } from "@playwright/test";
import { Developer } from "./developer.ts";
import { expect, test } from "./fixtures.ts";
import { expectSoundLook } from "./look.ts";
import { followMail } from "./mailbox.ts";

const PASSWORD = "a sentence is a fine password";
const newAddress = (name: string) => `${name}-${crypto.randomUUID().slice(0, 8)}@example.com`;
const heading = (page: Page, name: string) => page.getByRole("heading", { name, level: 1 });
const row = (page: Page, name: string) => page.getByRole("row").filter({ hasText: name });

test("An owner invites a colleague, changes what she may do, and takes it all back", async ({
  page,
  browser,
  addresses: { dashboard },
}) => {
  // Every page is looked at four times.
  test.slow();
  const [ada, grace] = [newAddress("ada"), newAddress("grace")];
  const owner = new Developer(page, dashboard);

  await test.step("The owner signs up, makes an app, and verifies her address by the link in the mail", async () => {
    await owner.signUp(ada);
    await expect(page.getByText("Verify your e-mail address")).toBeVisible();
    await expectSoundLook(page);
    await owner.createApp("Pixel canvas");
    await followMail(page, dashboard, ada, "Verify your e-mail address");
    await expect(heading(page, "Verify your address")).toBeVisible();
    await expectSoundLook(page);
    await page.getByRole("button", { name: "Verify this address" }).click();
    await page.getByRole("link", { name: "Go to your apps" }).click();
    await expect(heading(page, "Apps")).toBeVisible();
    await expect(page.getByText("Verify your e-mail address")).toHaveCount(0);
  });

  await test.step("She names the workspace and invites a colleague to look", async () => {
    await owner.open("Settings", "Workspace settings");
    await page.getByRole("textbox", { name: "Name" }).fill("Example Ltd");
    await page.getByRole("button", { name: "Save name" }).click();
    await expect(page.getByText("The name is changed.")).toBeVisible();
    await expectSoundLook(page);
    await owner.open("Members");
    await page.getByRole("textbox", { name: "E-mail" }).fill(grace);
    await page.getByRole("combobox", { name: "Role" }).selectOption("Viewer");
    await page.getByRole("button", { name: "Invite", exact: true }).click();
    await expect(page.getByText("An invitation is on its way")).toBeVisible();
    await expect(row(page, grace)).toContainText("Viewer");
    await expectSoundLook(page);
  });

  const context = await browser.newContext();
  const hers = await context.newPage();
  const colleague = new Developer(hers, dashboard);
  await test.step("In another browser the colleague signs up by the mailed link and joins", async () => {
    await followMail(hers, dashboard, grace, "Join Example Ltd on agent-socket");
    await expect(heading(hers, "Join Example Ltd")).toBeVisible();
    await expectSoundLook(hers);
    await hers.getByRole("link", { name: "Create an account" }).click();
    await expect(hers.getByLabel("E-mail")).toHaveValue(grace);
    await hers.getByLabel("Password").fill(PASSWORD);
    await hers.getByRole("button", { name: "Create account" }).click();
    await hers.getByRole("button", { name: "Join Example Ltd" }).click();
    await expect(heading(hers, "Apps")).toBeVisible();
    await expect(hers.getByRole("button", { name: /^Workspace: Example Ltd/ })).toBeVisible();
  });

  await test.step("As a viewer she sees the app and cannot change it", async () => {
    await expect(hers.getByRole("link", { name: "New app" })).toHaveCount(0);
    await expect(hers.getByRole("link", { name: "Audit log" })).toHaveCount(0);
    await hers.getByRole("link", { name: "Pixel canvas" }).click();
    // The workspace has settings too; a click before the app's page is there would open those.
    await expect(heading(hers, "Pixel canvas")).toBeVisible();
    await colleague.open("Settings");
    await expect(hers.getByRole("textbox", { name: "Name" })).toHaveAttribute("readonly");
    await expect(hers.getByRole("button", { name: "Save name" })).toHaveCount(0);
    await colleague.open("Origins");
    await expect(hers.getByLabel("Add origins")).toHaveCount(0);
  });

  await test.step("Made a developer, she can", async () => {
    await page.reload();
    await page.getByRole("button", { name: `Role of ${grace}: Viewer. Change role` }).click();
    await page.getByRole("menuitemradio", { name: "Developer" }).click();
    await expect(
      page.getByRole("button", { name: `Role of ${grace}: Developer. Change role` }),
    ).toBeVisible();
    await hers.reload();
    await colleague.open("Settings");
    await hers.getByRole("textbox", { name: "Name" }).fill("Painted by Grace");
    await hers.getByRole("button", { name: "Save name" }).click();
    await expect(hers.getByText("The name is changed.")).toBeVisible();
  });

  await test.step("The audit log says who did what, narrows to her, and can be downloaded", async () => {
    await owner.open("Audit log");
    await expect(row(page, "Renamed an app")).toContainText(grace);
    await expect(page.getByRole("combobox", { name: "What" })).toBeVisible();
    await expectSoundLook(page);
    await page.getByRole("combobox", { name: "Who" }).selectOption({ label: grace });
    await page.getByRole("button", { name: "Filter" }).click();
    await expect(page).toHaveURL(/actor=/);
    await expect(row(page, "Joined")).toBeVisible();
    await expect(row(page, "Created an app")).toHaveCount(0);
    const download = page.waitForEvent("download");
    await page.getByRole("link", { name: "Export CSV" }).click();
    expect((await download).suggestedFilename()).toBe("audit-log.csv");
  });

  await test.step("Removed, her login reaches neither the app nor the workspace", async () => {
    const [app, place] = [hers.url(), page.url().replace(/\/audit.*/, "")];
    await owner.open("Members");
    await page.getByRole("button", { name: `Remove ${grace}` }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Remove member" }).click();
    await expect(row(page, grace)).toHaveCount(0);
    for (const url of [app, place]) {
      await hers.goto(url);
      await expect(heading(hers, "There is nothing here")).toBeVisible();
    }
    await hers.goto(`${dashboard}/apps`);
    await expect(hers.getByRole("button", { name: new RegExp(`^Workspace: ${grace}`) })).toBeVisible();
  });
  await context.close();
});

test("A forgotten password is replaced by mail, and that ends the other login", async ({
  page,
  browser,
  addresses: { dashboard },
}) => {
  const email = newAddress("forgetful");
  await new Developer(page, dashboard).signUp(email);
  const context = await browser.newContext();
  const other = await context.newPage();

  await test.step("Whoever asks learns nothing of whether the address has an account", async () => {
    await other.goto(`${dashboard}/signin`);
    await expectSoundLook(other);
    for (const address of [newAddress("nobody"), email]) {
      await other.goto(`${dashboard}/signin`);
      await other.getByRole("link", { name: "Forgotten your password?" }).click();
      await expect(heading(other, "Forgotten password")).toBeVisible();
      await other.getByLabel("E-mail").fill(address);
      await other.getByRole("button", { name: "Send the link" }).click();
      await expect(other.getByText(`If ${address} has an account, a link is on its way.`)).toBeVisible();
    }
    await expectSoundLook(other);
  });

  await test.step("The mailed link sets a new password and signs in there", async () => {
    await followMail(other, dashboard, email, "Set a new password");
    await other.getByLabel("New password").fill("quite another sentence");
    await expectSoundLook(other);
    await other.getByRole("button", { name: "Set password and sign in" }).click();
    await expect(heading(other, "Apps")).toBeVisible();
  });

  await test.step("The first browser is signed out; the new password signs it in again", async () => {
    await page.goto(`${dashboard}/apps`);
    await expect(heading(page, "Sign in")).toBeVisible();
    await page.getByLabel("E-mail").fill(email);
    await page.getByLabel("Password").fill("quite another sentence");
    await page.getByRole("button", { name: "Sign in" }).click();
    await expect(heading(page, "Apps")).toBeVisible();
  });

  await test.step("The account page shows both logins, and ends the other one", async () => {
    await page.getByRole("button", { name: "Account menu" }).click();
    await page.getByRole("menuitem", { name: "Account" }).click();
    await expect(heading(page, "Account")).toBeVisible();
    await expectSoundLook(page);
    await expect(page.getByText("This browser")).toHaveCount(1);
    await page.getByRole("button", { name: "Sign out everywhere else" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Sign out the others" }).click();
    await expect(page.getByRole("button", { name: /^Sign out / })).toHaveCount(0);
    await other.goto(`${dashboard}/account`);
    await expect(heading(other, "Sign in")).toBeVisible();
  });

  await test.step("The account is deleted once its address is typed", async () => {
    await page.getByLabel("Your e-mail address, to confirm").fill("wrong@example.com");
    await page.getByRole("button", { name: "Delete account" }).click();
    await expect(page.getByText(`Type ${email} to delete this account.`)).toBeVisible();
    await page.getByLabel("Your e-mail address, to confirm").fill(email);
    await page.getByRole("button", { name: "Delete account" }).click();
    await expect(page.getByRole("link", { name: "Create an account" })).toBeVisible();
    await page.goto(`${dashboard}/account`);
    await expect(heading(page, "Sign in")).toBeVisible();
  });
  await context.close();
});
