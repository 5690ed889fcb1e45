/** A developer with more links than a page holds finds those that fail: sorted, page by page, filtered, by address and by keys. */
import type { Page } from "@playwright/test";
import { accepted, RawApp } from "../clients/raw-app.ts";
import { Developer } from "./developer.ts";
import { copied, expect, test } from "./fixtures.ts";
import { callTool } from "./link.ts";

const ORIGIN = "https://many.example.com";
/** A session may have 50 links, and a page shows as many. */
const SESSIONS = 2;
const LINKS_A_SESSION = 30;
/** How often the tool fails for whom. */
const FAILURES = { "user-7": 3, "user-42": 2, "user-13": 1 } as const;

async function connectMany(relayUrl: string, appId: string): Promise<ReadonlyMap<string, string>> {
  const links = new Map<string, string>();
  for (let session = 0; session < SESSIONS; session++) {
    const app = await RawApp.dial(`${relayUrl.replace(/^http/, "ws")}/v1/_ws`, { origin: ORIGIN });
    app.serve("/break", () => ({ status: 500, body: "{}" }));
    app.keepAlive();
    app.send({ type: "register", appId, tools: [{ path: "/break" }] });
    accepted(await app.next("register_reply"));
    for (let made = 0; made < LINKS_A_SESSION; made++) {
      const label = `user-${links.size + 1}`;
      links.set(label, accepted(await app.ask("mint_agent_token", { label })).url);
    }
  }
  return links;
}

const head = (page: Page, name: string) => page.getByRole("columnheader", { name, exact: true });
const rows = (page: Page) => page.getByRole("rowheader");
const pages = (page: Page) => page.getByRole("navigation", { name: "Pages of links" });

test("A developer sorts the links by errors, turns the page, filters, and finds all of it after a reload", async ({
  page,
  addresses,
}) => {
  const developer = new Developer(page, addresses.dashboard);
  await developer.signUp();
  await developer.createApp("Many links");
  const appId = await copied(page, "Copy app id");
  await developer.allowOrigin(ORIGIN);
  const links = await connectMany(addresses.relay, appId);
  for (const [label, failures] of Object.entries(FAILURES))
    for (let call = 0; call < failures; call++)
      expect((await callTool(links.get(label) ?? "", "break", {})).status).toBe(500);
  await developer.open("Links");
  await expect(rows(page)).toHaveCount(50);
  await expect(head(page, "Created")).toHaveAttribute("aria-sort", "descending");
  await expect(pages(page).getByRole("link")).toHaveText(["Older"]);

  await test.step("The head of a column sorts by it, and by keys turns it round", async () => {
    await head(page, "Errors").getByRole("link").click();
    await expect(page).toHaveURL(/[?&]sort=-errors$/);
    await expect(head(page, "Errors")).toHaveAttribute("aria-sort", "descending");
    await expect(head(page, "Created")).not.toHaveAttribute("aria-sort");
    // The relay's reports arrive within a moment, and the page follows them.
    for (const [place, label] of ["user-7", "user-42", "user-13"].entries())
      await expect(rows(page).nth(place)).toContainText(label);
    await head(page, "Errors").getByRole("link").press("Enter");
    await expect(head(page, "Errors")).toHaveAttribute("aria-sort", "ascending");
    await expect(rows(page).first()).toContainText("user-1");
    await head(page, "Errors").getByRole("link").press("Enter");
    await expect(rows(page).first()).toContainText("user-7");
  });

  await test.step("The second page goes on where the first one ended, also after a reload", async () => {
    await pages(page).getByRole("link", { name: "Next page" }).click();
    await expect(rows(page)).toHaveCount(10);
    await expect(page).toHaveURL(/[?&]sort=-errors&cursor=/);
    const boxes = page.getByRole("checkbox", { name: /^Select user-/ });
    const names = await boxes.evaluateAll((all) => all.map((box) => box.getAttribute("aria-label") ?? ""));
    await page.reload();
    for (const [place, name] of names.entries()) await expect(boxes.nth(place)).toHaveAccessibleName(name);
    expect(names).toHaveLength(10);
    await expect(head(page, "Errors")).toHaveAttribute("aria-sort", "descending");
  });

  await test.step("A filter keeps the order, and begins at its first page", async () => {
    await page.getByLabel("Search").fill("user-1");
    await page.getByLabel("Status").selectOption({ label: "Active" });
    await page.getByRole("button", { name: "Filter" }).click();
    await expect(rows(page)).toHaveCount(11);
    await expect(rows(page).first()).toContainText("user-13");
    await page.reload();
    await expect(rows(page).first()).toContainText("user-13");
    await expect(page.getByLabel("Sort", { exact: true })).toHaveValue("-errors");
    await expect(pages(page)).toHaveCount(0);
    await page.getByRole("link", { name: "Clear" }).click();
    await expect(rows(page).first()).toContainText("user-7");
    await expect(page).toHaveURL(/links\?sort=-errors$/);
  });

  await test.step("On a phone, where the columns are not, the form sorts", async () => {
    await page.setViewportSize({ width: 360, height: 780 });
    await expect(head(page, "Errors")).toBeHidden();
    await page.getByLabel("Sort", { exact: true }).selectOption({ label: "Fewest errors" });
    await page.getByRole("button", { name: "Filter" }).click();
    await expect(rows(page).first()).toContainText("user-1");
    await expect(page).toHaveURL(/[?&]sort=errors$/);
  });
});
