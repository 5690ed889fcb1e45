/** `persist: "browser"`: all tabs of an origin share one session, and one of them at a time does the work. */
import { expect } from "./fixtures.ts";
import { callTool, complaintsOf, linkOf } from "./link.ts";
import { test } from "./page-server.ts";

test("Two tabs share one session: one stands by, takes over on a click, and when the other one closes", async ({
  context,
  pages,
  addresses,
}) => {
  const at = `${pages.serve("shared", { module: "shelf.ts" })}?relay=${addresses.relay}&persist=browser`;
  const [first, second] = [await context.newPage(), await context.newPage()];
  const complaints = [complaintsOf(first), complaintsOf(second)];
  await first.goto(at);
  await expect(first.locator("output")).toHaveText("connected");
  const link = await linkOf(first);
  expect((await callTool(link, "add_book", { title: "In the first" })).body).toEqual({ count: 2 });

  await test.step("The second tab stands by and says so", async () => {
    await second.goto(at);
    await expect(second.locator("output")).toHaveText("standby");
    await second.getByRole("button", { name: "AI: in another tab" }).click();
    await expect(second.getByText("Another tab of this app is connected.").first()).toBeVisible();
  });

  await test.step("It takes over, with the same link, and the first one stands by", async () => {
    await second.getByRole("button", { name: "Use this tab" }).click();
    await expect(second.locator("output")).toHaveText("connected");
    await expect(first.locator("output")).toHaveText("standby");
    await expect.poll(async () => (await callTool(link, "books")).body).toEqual(["Momo"]);
    await expect(second.getByRole("button", { name: "Disconnect" })).toBeVisible();
  });

  await test.step("It closes, and the first one goes on by itself", async () => {
    await second.close();
    await expect(first.locator("output")).toHaveText("connected");
    await expect.poll(async () => (await callTool(link, "books")).body).toEqual(["Momo", "In the first"]);
  });

  await test.step("All tabs are closed: the link waits for the next one", async () => {
    await first.close();
    const third = await context.newPage();
    await third.goto(at);
    await expect(third.locator("output")).toHaveText("connected");
    await expect.poll(async () => (await callTool(link, "books")).body).toEqual(["Momo"]);
    await third.close();
  });
  expect(complaints).toEqual([[], []]);
});
