/** What every page must be: free of what axe finds, and no wider than the screen, in both themes, wide and narrow. */
import AxeBuilder from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";

const SIZES = [
  { width: 1280, height: 800 },
  { width: 360, height: 780 },
];

export async function expectSoundLook(page: Page): Promise<void> {
  for (const colorScheme of ["light", "dark"] as const)
    for (const size of SIZES) {
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      await page.setViewportSize(size);
      const where = `${page.url()} ${colorScheme} ${size.width}`;
      const excess = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      expect(excess, `${where} is too wide`).toBeLessThanOrEqual(0);
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(
        violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`),
        where,
      ).toEqual([]);
    }
  await page.setViewportSize({ width: 1280, height: 800 });
}
