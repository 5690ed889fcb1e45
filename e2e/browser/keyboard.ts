/** A person without a mouse, and what they are told without seeing it. */
import AxeBuilder from "@axe-core/playwright";
import { expect, type Locator, type Page } from "@playwright/test";

const MOST_STEPS = 60;

/** The words of what has the focus, also inside of a shadow root. */
const focused = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const outer = document.activeElement;
    const inner = outer?.shadowRoot?.activeElement ?? outer;
    return inner instanceof HTMLInputElement || inner instanceof HTMLSelectElement
      ? (inner.labels?.[0]?.textContent ?? "")
      : (inner?.textContent ?? "");
  });

/** Moves the focus until it is on what has this name. */
export async function tabTo(page: Page, name: string): Promise<void> {
  for (let step = 0; step < MOST_STEPS; step++) {
    if ((await focused(page)).includes(name)) return;
    await page.keyboard.press("Tab");
  }
  throw new Error(`The focus never reached "${name}".`);
}

export async function press(page: Page, name: string, key = "Enter"): Promise<void> {
  await tabTo(page, name);
  await page.keyboard.press(key);
}

/** What a screen reader was told last. */
export const said = (page: Page): Locator =>
  page.locator("agent-socket-connect [role=status].spoken").filter({ hasText: /./ });

export const trigger = (page: Page): Locator => page.locator("agent-socket-connect button.trigger");

/** What fades in is still too pale for a moment. What turns for ever has no end to wait for. */
const fadesEnded = (page: Page): Promise<unknown> =>
  page.evaluate(() =>
    Promise.allSettled(
      document
        .getAnimations()
        .filter(({ effect }) => effect?.getComputedTiming().iterations !== Infinity)
        .map(({ finished }) => finished),
    ).then(() => null),
  );

/** Colours alone depend on the theme, so in the dark they alone are looked at. */
export async function expectAccessible(page: Page, colorScheme: "light" | "dark"): Promise<void> {
  await page.emulateMedia({ colorScheme });
  await fadesEnded(page);
  // The other mode opens a page of its own for each run, in front of this one. There are no frames here that need it.
  const axe = new AxeBuilder({ page }).setLegacyMode().include("agent-socket-connect, agent-socket-question");
  const { violations } = await (colorScheme === "dark" ? axe.withRules(["color-contrast"]) : axe).analyze();
  expect(violations.map(({ id, nodes }) => [colorScheme, id, nodes.map(({ html }) => html)])).toEqual([]);
}
