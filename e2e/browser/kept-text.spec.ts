/** What a person writes is theirs: a call that ends meanwhile does not take it away. */
import { expect } from "./fixtures.ts";
import { expectAccessible } from "./keyboard.ts";
import { callTool, linkOf } from "./link.ts";
import { test } from "./page-server.ts";

test("A call that ends while the person writes leaves the text there to be copied, and says that nothing was sent", async ({
  page,
  pages,
  addresses,
}) => {
  await page.goto(`${pages.serve("shelf", { module: "shelf.ts" })}?relay=${addresses.relay}`);
  const link = await linkOf(page);
  await page.keyboard.press("Escape");
  const ask = () => callTool(link, "_as/ask/add_book", {});
  const form = page.getByRole("dialog", { name: "Add book" });
  const untouched = ask();
  await expect(form).toBeVisible();
  const second = ask();
  await form.getByRole("button", { name: "Decline" }).click();
  expect((await untouched).status).toBe(403);

  await form.getByLabel("Title").fill("The Neverending Story");
  expect((await fetch(`${link}/_as/revoke`, { method: "POST" })).ok).toBe(true);
  expect((await second).status).toBe(410);
  await expect(form.getByRole("alert")).toContainText("nothing was sent");
  await expect(form.getByLabel("Title")).toHaveValue("The Neverending Story");
  await expect(form.getByRole("button", { name: "Send" })).toBeHidden();
  await expectAccessible(page, "light");
  await form.getByLabel("Title").press("Enter");
  await expect(form, "a key that was meant for the form does not put it away").toBeVisible();
  await form.getByRole("button", { name: "Close" }).click();
  await expect(form).toBeHidden();
});
