/** What every page must be: free of what axe finds, and no wider than the screen, in both themes, wide and narrow. */
import AxeBuilder from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";

const WIDE = { width: 1280, height: 800 };
const NARROW = { width: 360, height: 780 };

/** A theme changes colours alone, so all rules are asked once a width, and those about colours every time. */
const LOOKS = [
  { colorScheme: "light", size: WIDE, rules: null },
  { colorScheme: "dark", size: WIDE, rules: ["color-contrast"] },
  { colorScheme: "dark", size: NARROW, rules: null },
  { colorScheme: "light", size: NARROW, rules: ["color-contrast"] },
] as const;

/** What is still fading in is not yet what a person reads. */
function endMotion(): void {
  for (const animation of document.getAnimations())
    if (animation.effect?.getComputedTiming().endTime !== Infinity) animation.finish();
}

export async function expectSoundLook(page: Page): Promise<void> {
  for (const { colorScheme, size, rules } of LOOKS) {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    await page.setViewportSize(size);
    await page.evaluate(endMotion);
    const where = `${page.url()} ${colorScheme} ${size.width}`;
    const excess = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(excess, `${where} is too wide`).toBeLessThanOrEqual(0);
    // Legacy: without it every look opens a page of its own, for frames that ours do not have.
    const axe = new AxeBuilder({ page }).setLegacyMode();
    const { violations } = await (rules === null ? axe : axe.withRules([...rules])).analyze();
    expect(
      violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`),
      where,
    ).toEqual([]);
  }
  await page.setViewportSize(WIDE);
}
