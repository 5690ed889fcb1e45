/** What one load of a page costs: the script it needs, when its largest part is painted, how much moves about. */
import type { Page } from "@playwright/test";

export type PageLoad = {
  readonly status: number;
  /** Compressed, until the page was loaded. */
  readonly scriptBytes: number;
  readonly largestPaintMs: number;
  readonly layoutShift: number;
};

/** Must run before the pages are opened. */
export async function watchLoads(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const seen = { largestPaintMs: 0, layoutShift: 0 };
    Object.assign(window, { seenWhileLoading: seen });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) seen.largestPaintMs = entry.startTime;
    }).observe({ type: "largest-contentful-paint", buffered: true });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries())
        if ("hadRecentInput" in entry && !entry.hadRecentInput && "value" in entry)
          seen.layoutShift += Number(entry.value);
    }).observe({ type: "layout-shift", buffered: true });
  });
}

export async function load(page: Page, url: string): Promise<PageLoad> {
  const response = await page.goto(url);
  await page.evaluate(() => document.fonts.ready);
  // What is painted last, and what moves then, comes in the frames after the fonts, and is reported when these are over.
  await page.evaluate(
    () =>
      new Promise<void>((settled) => {
        requestIdleCallback(() => requestAnimationFrame(() => requestIdleCallback(() => settled())));
      }),
  );
  const measured = await page.evaluate(() => {
    const [visit] = performance.getEntriesByType("navigation");
    const loadedAt = visit instanceof PerformanceNavigationTiming ? visit.loadEventStart : 0;
    const scripts = performance
      .getEntriesByType("resource")
      .filter((entry) => entry instanceof PerformanceResourceTiming)
      // Later ones are of pages that are fetched ahead.
      .filter(({ name, startTime }) => new URL(name).pathname.endsWith(".js") && startTime <= loadedAt);
    const sizes = new Map(scripts.map(({ name, encodedBodySize }) => [name, encodedBodySize]));
    const seen: { readonly largestPaintMs: number; readonly layoutShift: number } = Reflect.get(
      window,
      "seenWhileLoading",
    );
    return { ...seen, scriptBytes: [...sizes.values()].reduce((sum, size) => sum + size, 0) };
  });
  return { status: response?.status() ?? 0, ...measured };
}
