/** Every page of the dashboard as a person meets it: in both themes, wide and narrow, with what its load costs. */
import type { BrowserContext, Page } from "@playwright/test";
import { type AppInUse, appInUse } from "./app-in-use.ts";
import { addressOf, dashboardPages } from "./dashboard-pages.ts";
import { address, expect, test } from "./fixtures.ts";
import { expectSoundLook } from "./look.ts";
import { load, type PageLoad, watchLoads } from "./page-load.ts";

// A trace of so many looks takes longer than they do.
test.use({ trace: "off" });

const MOST_SCRIPT_BYTES = 180 * 1024;
const MOST_LAYOUT_SHIFT = 0.05;
/** The bar is 1.5 s on a machine that does nothing else; ours may be at work. */
const MOST_PAINT_MS = 8_000;

const addresses = {
  dashboard: address("AS_DASHBOARD_URL"),
  example: address("AS_EXAMPLE_URL"),
  relay: address("AS_RELAY_URL"),
};
const walked: string[] = [];
const contexts: BrowserContext[] = [];
let parameters: AppInUse;
/** Of pages that are the same for everybody. */
const fixed = { path: "protocol", code: "app_offline" };
let person: Page;
let stranger: Page;

test.beforeAll(async ({ browser }) => {
  const permissions = ["clipboard-read", "clipboard-write"];
  const [hers, nobodys] = [await browser.newContext({ permissions }), await browser.newContext()];
  contexts.push(hers, nobodys);
  [person, stranger] = [await hers.newPage(), await nobodys.newPage()];
  parameters = await appInUse(person, addresses);
  await Promise.all([watchLoads(person), watchLoads(stranger)]);
});

test.afterAll(async () => {
  console.log(walked.join("\n"));
  await Promise.all(contexts.map((context) => context.close()));
});

for (const { route, visitor } of dashboardPages())
  test(`${route} is sound in both themes, wide and narrow, and loads within its budgets`, async () => {
    const page = visitor === "person" ? person : stranger;
    const url = `${addresses.dashboard}${addressOf(route, { ...fixed, ...parameters })}`;
    const complaints = complaintsWithAddressOf(page);
    const narrow = await loadedAs(page, url, { colorScheme: "dark", width: 360 });
    const wide = await loadedAs(page, url, { colorScheme: "light", width: 1280 });
    walked.push(lineOf(route, wide, narrow));
    await expectSoundLook(page);
    await expect(page.getByRole("heading", { level: 1 })).toHaveCount(1);
    expect(complaints).toEqual([]);
    for (const { status, scriptBytes, layoutShift, largestPaintMs } of [narrow, wide]) {
      expect(status).toBe(200);
      expect(scriptBytes).toBeLessThanOrEqual(MOST_SCRIPT_BYTES);
      expect(layoutShift).toBeLessThan(MOST_LAYOUT_SHIFT);
      expect(largestPaintMs).toBeLessThan(MOST_PAINT_MS);
    }
  });

type Look = { readonly colorScheme: "light" | "dark"; readonly width: number };

async function loadedAs(page: Page, url: string, { colorScheme, width }: Look): Promise<PageLoad> {
  await page.emulateMedia({ colorScheme });
  await page.setViewportSize({ width, height: 800 });
  return load(page, url);
}

function complaintsWithAddressOf(page: Page): readonly string[] {
  const complaints: string[] = [];
  page.removeAllListeners("console");
  page.removeAllListeners("pageerror");
  page.on("console", (said) => {
    if (said.type() === "error") complaints.push(`${said.text()} ${said.location().url}`);
  });
  page.on("pageerror", (error) => complaints.push(error.message));
  return complaints;
}

function lineOf(route: string, wide: PageLoad, narrow: PageLoad): string {
  const script = `${(wide.scriptBytes / 1024).toFixed(1)} KB of script`;
  const paint = [wide, narrow].map(({ largestPaintMs }) => Math.round(largestPaintMs)).join("/");
  const shift = Math.max(wide.layoutShift, narrow.layoutShift).toFixed(3);
  return `${route.padEnd(40)} ${script}, largest paint after ${paint} ms, layout shift ${shift}`;
}
