/** What a developer does in the dashboard, by the words on its pages. */
import { expect, type Page } from "@playwright/test";

export class Developer {
  readonly #page: Page;
  readonly #dashboard: string;

  constructor(page: Page, dashboardUrl: string) {
    this.#page = page;
    this.#dashboard = dashboardUrl;
  }

  async signUp(email = `stranger-${crypto.randomUUID()}@example.com`): Promise<void> {
    await this.#page.goto(this.#dashboard);
    await this.#page.getByRole("link", { name: "Sign up" }).click();
    await this.#page.getByLabel("E-mail").fill(email);
    await this.#page.getByLabel("Password").fill("a sentence is a fine password");
    await this.#page.getByRole("button", { name: "Create account" }).click();
    await expect(this.#page.getByRole("heading", { name: "New app" })).toBeVisible();
  }

  /** The first app, right after signing up. Leads to the page where the app can be watched connecting. */
  async createApp(name: string): Promise<void> {
    await this.#page.getByLabel("Name", { exact: true }).fill(name);
    await this.#page.getByRole("button", { name: "Create app" }).click();
    await expect(this.#page.getByRole("heading", { name: `Connect ${name}` })).toBeVisible();
  }

  async allowOrigin(origin: string): Promise<void> {
    await this.open("Origins");
    await this.#page.getByLabel("Add origins").fill(origin);
    await this.#page.getByRole("button", { name: "Add origins" }).click();
    await expect(this.#page.getByRole("row", { name: origin })).toBeVisible();
    await expect(this.#page.getByText(/active at the relay/i)).toBeVisible();
  }

  /** One of the app's pages, by its name in the navigation. */
  async open(name: string, heading = name): Promise<void> {
    await this.#page.getByRole("navigation").getByRole("link", { name, exact: true }).click();
    await expect(this.#page.getByRole("heading", { name: heading, level: 1 })).toBeVisible();
  }
}
