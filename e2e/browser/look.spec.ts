import { test } from "./page-server.ts";
test("look", async ({ page, pages, addresses }) => {
  const at = `${pages.serve("shelf", { module: "shelf.ts" })}?relay=${addresses.relay}`;
  page.on("console", (m) => console.log(m.type(), m.text()));
  page.on("pageerror", (e) => console.log(e));
  for (const [scheme, width] of [
    ["light", 900],
    ["dark", 900],
    ["light", 360],
  ] as const) {
    await page.emulateMedia({ colorScheme: scheme });
    await page.setViewportSize({ width, height: 800 });
    await page.goto(at);
    await page.evaluate(() => sessionStorage.clear());
    await page.goto(at);
    await page.getByRole("button", { name: "Connect with AI" }).click();
    await page.waitForTimeout(400);
    await page.screenshot({ path: `/tmp/sdk2/consent-${scheme}-${width}.png` });
    await page.getByRole("button", { name: "Create link" }).click();
    await page.getByText("Choose your AI").waitFor();
    await page.waitForTimeout(400);
    await page.screenshot({ path: `/tmp/sdk2/ready-${scheme}-${width}.png` });
    await page.getByRole("button", { name: "Show QR code" }).click();
    await page.getByLabel("QR code of the link").scrollIntoViewIfNeeded();
    await page.waitForTimeout(200);
    await page.screenshot({ path: `/tmp/sdk2/qr-${scheme}-${width}.png` });
  }
});
