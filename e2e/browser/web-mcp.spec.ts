/** Tools that a page registered for WebMCP are tools of a link: in Chromium's own, in the polyfill, in an older shape. */
import { chromium, type Page } from "@playwright/test";
import { expect } from "./fixtures.ts";
import { callTool, linkOf } from "./link.ts";
import { test } from "./page-server.ts";

async function expectAdopted(page: Page, at: string): Promise<void> {
  await page.goto(at);
  await expect(page.getByText("has WebMCP")).toBeVisible();
  const link = await linkOf(page);
  await page.keyboard.press("Escape");
  await expect.poll(async () => (await callTool(link, "add", { a: 2, b: 3 })).body).toEqual({ sum: 5 });
  expect((await callTool(link, "add", { a: 0, b: 3 })).status).toBe(500);
  expect((await callTool(link, "greet", {})).status).toBe(404);
  await page.getByRole("button", { name: "Add a tool" }).click();
  await expect.poll(async () => (await callTool(link, "greet", {})).body).toBe("Hello from the page");
  await page.getByRole("button", { name: "Remove it" }).click();
  await expect.poll(async () => (await callTool(link, "greet", {})).status).toBe(404);
}

for (const shape of ["polyfill", "older"])
  test(`The tools of a page with a WebMCP of the kind "${shape}" are called by a link, and followed`, async ({
    page,
    pages,
    addresses,
  }) => {
    const at = `${pages.serve("web-mcp", { module: "web-mcp.ts" })}?relay=${addresses.relay}&shape=${shape}`;
    await expectAdopted(page, at);
  });

test("The tools of a page in a browser with WebMCP of its own are called by a link, and followed", async ({
  pages,
  addresses,
  browser,
  launchOptions,
}) => {
  expect(browser.isConnected()).toBe(true);
  const args = [...(launchOptions.args ?? []), "--enable-features=WebMCP"];
  const own = await chromium.launch({ ...launchOptions, args });
  try {
    const context = await own.newContext({ permissions: ["clipboard-read", "clipboard-write"] });
    const page = await context.newPage();
    await expectAdopted(
      page,
      `${pages.serve("web-mcp", { module: "web-mcp.ts" })}?relay=${addresses.relay}&shape=native`,
    );
  } finally {
    await own.close();
  }
});

test("In a browser without WebMCP, adopting it does nothing", async ({ page, pages, addresses }) => {
  await page.goto(`${pages.serve("web-mcp", { module: "web-mcp.ts" })}?relay=${addresses.relay}&shape=none`);
  await expect(page.getByText("has no WebMCP")).toBeVisible();
});
