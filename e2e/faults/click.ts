/** A developer who revokes links by clicking, and how soon each is refused. */
import assert from "node:assert/strict";
import { availableParallelism, loadavg } from "node:os";
import { chromium, type Page } from "@playwright/test";
import { findChromium } from "../../scripts/chromium.mjs";
import { Developer } from "../browser/developer.ts";
import { accepted, RawApp } from "../clients/raw-app.ts";
import { sleep } from "./faulty-way.ts";
import { firstRefusal, within250 } from "./measure.ts";
import type { Place } from "./place.ts";

/** As many links as a session may have at once, and as a page shows. */
const CLICKS_A_ROUND = 50;
const ROUNDS = 2;
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
    const times: number[] = [];
    for (let round = 0; round < ROUNDS; round++)
      times.push(...(await revokeAll(page, developer, app, round)));
    app.vanish();
    return measured(times);
  } finally {
    await browser.close();
  }
}

async function revokeAll(page: Page, developer: Developer, app: RawApp, round: number): Promise<number[]> {
  const links: { readonly label: string; readonly url: string }[] = [];
  for (let made = 0; made < CLICKS_A_ROUND; made++) {
    const label = `user-${round}-${made}.`;
    links.push({ label, url: accepted(await app.ask("mint_agent_token", { label })).url });
  }
  await developer.open("Links");
  const times: number[] = [];
  for (const { label, url } of links) {
    // At a person's pace: the page has shown what became of the last one before the next is clicked.
    await sleep(BETWEEN_CLICKS_MS);
    times.push(await clickRevoke(page, label, url));
  }
  return times;
}

/**
 * The first click after a start loads programs, and is told apart. Browser, dashboard, relay and Postgres share this
 * machine: where it has more to do than its cores can, the rare slow ones are the machine's, and only the middle is held.
 */
function measured([first = 0, ...times]: readonly number[]): string {
  const [load = 0] = loadavg();
  const isBusy = load > availableParallelism() * 1.5;
  return `${within250(times, isBusy ? 0.5 : 0.99)} (the first ${first} ms; load ${load.toFixed(1)})`;
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
  const dead = await fetch(`${url}/echo`, { method: "POST" });
  assert.equal(dead.status, 410, await dead.text());
  await page
    .getByText(/Refused at the relay after/)
    .last()
    .waitFor();
  return refusedAt - clickedAt;
}
