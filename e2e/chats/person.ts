/** What a person at the app does when an AI asks something of them. */
import type { Page } from "@playwright/test";

export class Person {
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  /** Allows the one call that the page asks about. */
  async allows(): Promise<void> {
    await this.#page.getByRole("dialog").getByRole("button", { name: "Allow once" }).click();
  }

  /** Fills in the form that the page shows, by the labels of its fields, and sends it, maybe after a while. */
  async completes(fields: Readonly<Record<string, string>>, afterMs = 0): Promise<void> {
    const dialog = this.#page.getByRole("dialog");
    await dialog.getByRole("button", { name: "Send" }).waitFor();
    await new Promise((resolve) => setTimeout(resolve, afterMs));
    for (const [label, text] of Object.entries(fields))
      await dialog.getByLabel(new RegExp(`^${label}\\b`)).fill(text);
    await dialog.getByRole("button", { name: "Send" }).click();
  }
}
