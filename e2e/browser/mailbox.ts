/** The mails that the dashboard of this machine keeps, as a person opens them. */
import { expect, type Page } from "@playwright/test";

/** Opens the mailbox and follows the link of the newest mail with this subject to this address. */
export async function followMail(
  page: Page,
  dashboardUrl: string,
  to: string,
  subject: string,
): Promise<void> {
  const link = page
    .getByRole("listitem")
    .filter({ hasText: to })
    .filter({ has: page.getByRole("heading", { name: subject }) })
    .first()
    .getByRole("link");
  // A mail is sent behind the request that caused it.
  await expect(async () => {
    await page.goto(`${dashboardUrl}/dev/mailbox`);
    await expect(link).toBeVisible({ timeout: 1_000 });
  }).toPass();
  await link.click();
}
