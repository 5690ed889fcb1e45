/** A developer who revokes links by clicking, and how soon each is refused. */
import assert from "node:assert/strict";
import { chromium, type Page } from "@playwright/test";
import { findChromium } from "../../scripts/chromium.mjs";
import { Developer } from "../browser/developer.ts";
import { accepted, RawApp } from "../clients/raw-app.ts";
import { sleep } from "./faulty-way.ts";
import { firstRefusal, within250 } from "./measure.ts";
import type { Place } from "./place.ts";

const CLICKS = 40;
const BETWEEN_CLICKS_MS = 800;
const ORIGIN = "https://app.example.com";

export async function revokeByClicks({ stack }: Place): Promise<string> {
  const browser = await chromium.launch({
    executablePath: findChromium(),
    args: ["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu"],
  });
  try {
    const page = await browser.newPage();
    const developer = new Developer(page, stack.dashboardUrl);
    await developer.signUp();
    await developer.createApp("Faults");
    const appId = /as_app_\w+/.exec(page.url())?.[0] ?? "";
    await developer.allowOrigin(ORIGIN);
    const app = await RawApp.dial(`${stack.relayUrl.replace(/^http/, "ws")}/v1/_ws`, { origin: ORIGIN });
    app.serve("/echo", (call) => ({ body: call.body }));
    app.send({ type: "register", appId, tools: [{ path: "/echo" }] });
    accepted(await app.next("register_reply"));
    const urls: string[] = [];
    for (let made = 0; made < CLICKS; made++)
      urls.push(accepted(await app.ask("mint_agent_token", { label: `user-${made}.` })).url);
    await developer.open("Links");
    const times: number[] = [];
    for (const [index, url] of urls.entries()) {
      // At a person's pace: the page has shown what became of the last one before the next is clicked.
      await sleep(BETWEEN_CLICKS_MS);
      times.push(await clickRevoke(page, `user-${index}.`, url));
    }
    app.vanish();
    return within250(times, 0.5);
  } finally {
    await browser.close();
  }
}

/** Milliseconds from the click on the last button to the first refusal of the link. */
async function clickRevoke(page: Page, label: string, url: string): Promise<number> {
  await page.getByRole("button", { name: `Revoke ${label}`, exact: true }).click();
  const confirm = page.getByRole("button", { name: "Revoke link", exact: true });
  await confirm.waitFor();
  const alive = await fetch(`${url}/echo`, { method: "POST" });
  assert.equal(alive.status, 200, await alive.text());
  const refusal = firstRefusal(url);
  const clickedAt = await confirm.evaluate((button: HTMLElement) => {
    button.click();
    return Date.now();
  });
  const refusedAt = await refusal;
  await page
    .getByText(/Refused at the relay after/)
    .last()
    .waitFor();
  return refusedAt - clickedAt;
}
