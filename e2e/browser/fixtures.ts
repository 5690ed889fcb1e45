/** What a browser test starts from: the addresses of a running stack. */
import { test as base, expect, type Page } from "@playwright/test";

export type Addresses = { readonly dashboard: string; readonly example: string; readonly relay: string };

export { expect };

export const test = base.extend<{ readonly addresses: Addresses }>({
  // Playwright reads the names of what a fixture needs from its first parameter, also when it needs nothing.
  // oxlint-disable-next-line no-empty-pattern
  addresses: ({}, use) =>
    use({
      dashboard: address("AS_DASHBOARD_URL"),
      example: address("AS_EXAMPLE_URL"),
      relay: address("AS_RELAY_URL"),
    }),
});

export function address(name: string): string {
  const url = process.env[name];
  if (url === undefined)
    throw new Error(`${name} is not set: run the browser tests with "npm test -- browser".`);
  return url;
}

/** Presses something that copies, and returns what a person would paste then. */
export async function copied(page: Page, button: string): Promise<string> {
  await page.getByRole("button", { name: button, exact: true }).click();
  await expect(page.getByText(/^Copied/).first()).toBeAttached();
  return page.evaluate(() => navigator.clipboard.readText());
}
