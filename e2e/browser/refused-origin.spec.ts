/** A page at an address that nobody allowed: what its developer reads, and how one click lets it in. */
import { Developer } from "./developer.ts";
import { copied, expect, test } from "./fixtures.ts";

test("A foreign origin is refused with a clear message in the console, and one click in the dashboard allows it", async ({
  page,
  context,
  addresses,
}) => {
  const developer = new Developer(page, addresses.dashboard);
  await developer.signUp();
  await developer.createApp("Pixel canvas");
  const appId = await copied(page, "Copy app id");
  await developer.allowOrigin(addresses.example);

  // The same page under another name of this machine is another origin.
  const foreign = addresses.example.replace("localhost", "127.0.0.1");
  const example = await context.newPage();
  const printed: string[] = [];
  example.on("console", (message) => printed.push(message.text()));
  const open = () => example.goto(`${foreign}/?app=${appId}&relay=${addresses.relay}`);

  await test.step("The page is refused, and its console says why and what to do", async () => {
    await open();
    await expect(example.getByRole("alert")).toContainText(foreign);
    await expect.poll(() => printed.join("\n")).toContain("origin_not_allowed");
    const message = printed.find((text) => text.includes("origin_not_allowed")) ?? "";
    expect(message).toContain(foreign);
    expect(message).toContain(appId);
  });

  await test.step("The developer sees it in the dashboard and allows it with one click", async () => {
    await developer.open("Origins");
    await page.getByRole("button", { name: `Allow ${foreign}` }).click();
    await expect(page.getByText("The origin is allowed.")).toBeVisible();
    await expect(page.getByRole("button", { name: `Remove ${foreign}` })).toBeVisible();
  });

  await test.step("The page connects", async () => {
    await open();
    await expect(example.getByText("Connected", { exact: true })).toBeVisible();
  });
});
