/**
 * Where chats work: a relay and the example app of their own, or those that AS_RELAY_URL and AS_EXAMPLE_URL name, and a real
 * Chromium in which people have the app open.
 */
import { type Browser, chromium, type Page } from "@playwright/test";
import { findChromium } from "../../scripts/chromium.mjs";
import { startStack } from "../../scripts/stack.mjs";
import { readCanvas } from "../browser/canvas.ts";
import { copied } from "../browser/fixtures.ts";
import { Person } from "./person.ts";

/** One person's open app, and the message that this person pastes into a chat. */
export type Easel = {
  readonly page: Page;
  readonly message: string;
  readonly person: Person;
  /** One row a line, one color a cell, as it is on the screen. */
  readonly canvas: () => Promise<readonly string[]>;
  /** Of the picture. */
  readonly title: () => Promise<string>;
};

export class Studio {
  readonly relayUrl: string;
  readonly #exampleUrl: string;
  readonly #browser: Browser;
  readonly #stop: () => Promise<void>;

  private constructor(relayUrl: string, exampleUrl: string, browser: Browser, stop: () => Promise<void>) {
    this.relayUrl = relayUrl;
    this.#exampleUrl = exampleUrl;
    this.#browser = browser;
    this.#stop = stop;
  }

  static async open(signal: AbortSignal): Promise<Studio> {
    const stack = givenStack() ?? (await startStack({ parts: ["relay", "example"], signal }));
    try {
      const browser = await chromium.launch({ executablePath: findChromium(), args: flags() });
      return new Studio(stack.relayUrl, stack.exampleUrl, browser, stack.stop);
    } catch (cause) {
      await stack.stop();
      throw cause;
    }
  }

  /** One at a time: what is copied goes through the machine's one clipboard. */
  async easel(): Promise<Easel> {
    const context = await this.#browser.newContext({ permissions: ["clipboard-read", "clipboard-write"] });
    const page = await context.newPage();
    await page.goto(`${this.#exampleUrl}/?relay=${this.relayUrl}`);
    await page.getByRole("button", { name: "Connect with AI" }).click();
    await page.getByRole("button", { name: "Create link" }).click();
    const message = await copied(page, "Copy text");
    await page.getByRole("button", { name: "Close" }).click();
    return {
      page,
      message,
      person: new Person(page),
      canvas: () => readCanvas(page),
      title: () => page.getByLabel("Title of the picture").inputValue(),
    };
  }

  /** A tab of somebody who was only sent the link. */
  async visitor(): Promise<Page> {
    return (await this.#browser.newContext()).newPage();
  }

  async close(): Promise<void> {
    await this.#browser.close();
    await this.#stop();
  }
}

/** One that is running already, where the environment names it. */
function givenStack() {
  const { AS_RELAY_URL: relayUrl, AS_EXAMPLE_URL: exampleUrl } = process.env;
  if (relayUrl === undefined || exampleUrl === undefined) return null;
  return { relayUrl, exampleUrl, stop: async () => undefined };
}

// Chromium's own sandbox does not work for root; /dev/shm is tiny in many containers.
const flags = (): string[] => [
  ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
  "--disable-dev-shm-usage",
  "--disable-gpu",
];
