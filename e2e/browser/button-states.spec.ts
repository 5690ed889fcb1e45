/** Every state of the button, reached for real and by the keyboard alone, with what is said and what axe finds in both themes. */
import type { ConnectState } from "@agent-socket/sdk/button";
import type { Page } from "@playwright/test";
import { expect } from "./fixtures.ts";
import { expectAccessible, press, said, tabTo, trigger } from "./keyboard.ts";
import { callToEnd, callTool, complaintsOf } from "./link.ts";
import { test } from "./page-server.ts";
import { Way } from "./way.ts";

/** `said`: what a screen reader is told when it begins; `null` for what the person did, or what is told otherwise. */
type Look = { readonly button: string; readonly said: string | null };

/** All that there are: one that the SDK adds does not compile until it stands here, and fails until it was reached. */
const STATES: Readonly<Record<ConnectState, Look>> = {
  idle: { button: "Connect with AI", said: null },
  consent: { button: "Connect with AI", said: null },
  creating: { button: "Creating link…", said: "Making a link…" },
  ready: { button: "AI link: ready", said: "The link is ready." },
  copied: { button: "AI link: copied", said: "Copied." },
  waiting: { button: "AI link: waiting", said: null },
  opened: { button: "AI link: opened", said: "opened the link. Nothing was called yet." },
  connected: { button: "AI connected", said: null },
  calling: { button: "AI is working", said: "started to work." },
  "needs-approval": { button: "AI asks you", said: "waits for your answer: Remove all" },
  paused: { button: "AI paused", said: "nothing runs until you resume" },
  standby: { button: "AI: in another tab", said: "Another tab of this app is connected." },
  reconnecting: { button: "AI link: reconnecting", said: "Connection lost. Reconnecting…" },
  expired: { button: "AI link: expired", said: "The link has expired." },
  revoked: { button: "AI link: ended", said: "The link was ended by whoever had it." },
  error: { button: "Connect with AI", said: "No app has the id" },
};

const reached = new Set<string>();

async function expectState(page: Page, state: ConnectState, ...themes: ("light" | "dark")[]): Promise<void> {
  const { button, said: words } = STATES[state];
  await expect(trigger(page)).toHaveAttribute("data-state", state);
  await expect(trigger(page)).toHaveText(button);
  if (words !== null) await expect(said(page)).toContainText(words);
  for (const theme of themes.length === 0 ? (["light", "dark"] as const) : themes)
    await expectAccessible(page, theme);
  await expect(trigger(page), "it stayed so while it was looked at").toHaveAttribute("data-state", state);
  reached.add(state);
}

const clipboard = (page: Page): Promise<string> => page.evaluate(() => navigator.clipboard.readText());

/** Makes a link and copies it. */
async function newLink(page: Page): Promise<string> {
  await press(page, "Create link");
  await expect(trigger(page)).toHaveAttribute("data-state", "ready");
  await press(page, "Copy link only");
  await expect(said(page)).toContainText("Copied.");
  return clipboard(page);
}

test("The button is led through all of its states by the keyboard alone", async ({
  context,
  page,
  pages,
  addresses,
}) => {
  // Some forty looks of axe, and two waits for what expires.
  test.setTimeout(360_000);
  const way = await Way.open(addresses.relay);
  const at = `${pages.serve("shelf", { module: "shelf.ts" })}?relay=${way.url}&persist=browser`;
  await page.setViewportSize({ width: 360, height: 740 });
  const complaints = complaintsOf(page);
  await page.goto(at);
  await expect(page.locator("output")).toHaveText("connected");

  await test.step("idle, consent: a switch for each thing that an AI may do", async () => {
    await expectState(page, "idle");
    await press(page, "Connect with AI");
    await expectState(page, "consent");
    await expect(page.getByRole("group", { name: "It can see" })).toContainText("Books");
    await expect(page.getByRole("group", { name: "It asks you before it can" })).toContainText("Remove all");
    await press(page, "Add book", "Space");
    await expect(page.getByRole("switch", { name: "Add book" })).not.toBeChecked();
    await page.keyboard.press("Escape");
    await expectState(page, "idle", "light");
    await expect(trigger(page), "the focus is back where it was").toBeFocused();
    await page.keyboard.press("Enter");
    await expect(page.getByRole("switch", { name: "Add book" }), "it was not forgotten").not.toBeChecked();
  });

  await test.step("creating, then ready: the link is masked", async () => {
    way.hold();
    await press(page, "Create link");
    await expectState(page, "creating");
    way.release();
    await expectState(page, "ready");
    await expect(page.getByText("••••••••••••")).toBeVisible();
    await expect(page.getByRole("button", { name: "Copy text" })).toBeFocused();
  });

  const link = await test.step("copied, for a moment, then waiting", async () => {
    await press(page, "Copy link only");
    // It would be over before it was looked at on a slow machine, so it is copied again and again.
    const again = setInterval(() => void page.keyboard.press("Enter"), 500);
    try {
      await expectState(page, "copied");
    } finally {
      clearInterval(again);
    }
    await expectState(page, "waiting");
    return clipboard(page);
  });

  await test.step("The guide: another chat by the arrow keys, and a code for the phone", async () => {
    await tabTo(page, "Claude");
    await page.keyboard.press("ArrowRight");
    await expect(page.getByRole("radio", { name: "ChatGPT" })).toBeChecked();
    await expect(page.getByRole("button", { name: "Copy and open ChatGPT" })).toBeVisible();
    await press(page, "Show QR code");
    await expect(page.getByRole("img", { name: "QR code of the link" })).toBeVisible();
    await expectAccessible(page, "light");
  });

  await test.step("opened: somebody read the link, which is not yet an AI at work", async () => {
    await fetch(link, { headers: { "user-agent": "curl/8.0" } });
    await expectState(page, "opened");
  });

  await test.step("connected: an MCP client asked for the tools, and called nothing", async () => {
    await fetch(link, {
      method: "POST",
      headers: { "content-type": "application/json", accept: "application/json, text/event-stream" },
      body: JSON.stringify({ jsonrpc: "2.0", id: 1, method: "tools/list" }),
    });
    await expectState(page, "connected");
    await expect(page.getByText("Your AI is connected. 0 calls so far.")).toBeVisible();
  });

  await test.step("calling, then connected; what was switched off is not there", async () => {
    const calling = callToEnd(link, "wait_for_the_page", {});
    await expectState(page, "calling");
    await page.evaluate(() => dispatchEvent(new Event("go-on")));
    expect((await calling).status).toBe(200);
    await expectState(page, "connected");
    await expect(page.getByText("Your AI is connected. 1 call so far.")).toBeVisible();
    expect((await callTool(link, "add_book", { title: "No" })).status).toBe(403);
  });

  await test.step("needs-approval: no, with a reason, then yes; the focus returns each time", async () => {
    await tabTo(page, "Pause");
    const refused = callToEnd(link, "remove_all", {});
    await expectState(page, "needs-approval");
    await expect(page.getByRole("heading", { name: "Remove all" })).toBeFocused();
    await press(page, "Say why you refuse");
    await page.keyboard.press("Tab");
    await page.keyboard.type("I still read them.");
    await press(page, "Refuse");
    expect(await refused).toMatchObject({ status: 403, body: { error: { message: "I still read them." } } });
    await expect(page.getByRole("button", { name: "Pause" })).toBeFocused();
    const allowed = callToEnd(link, "remove_all", {});
    await expect(page.getByRole("button", { name: "Allow once" })).toBeEnabled();
    await press(page, "Allow once");
    expect((await allowed).status).toBe(200);
    await expect(page.getByRole("button", { name: "Pause" })).toBeFocused();
  });

  await test.step("paused: nothing runs and the AI reads why, also after a reload; resumed, it runs", async () => {
    await press(page, "Pause");
    await expectState(page, "paused");
    const refused = await callTool(link, "books");
    expect(refused).toMatchObject({ status: 503, body: { error: { code: "paused" } } });
    await expect(page.getByRole("list", { name: "What the AI did" })).toContainText("refused while paused");
    await page.reload();
    await expect(trigger(page)).toHaveText("AI paused");
    expect((await callTool(link, "books")).status).toBe(503);
    await press(page, "AI paused");
    await press(page, "Resume");
    await expect(said(page)).toContainText("Resumed.");
    await expect.poll(async () => (await callTool(link, "books")).status).toBe(200);
  });

  await test.step("reconnecting: the network is away, and comes back with the same link", async () => {
    way.block();
    await expectState(page, "reconnecting");
    expect((await callTool(link, "books")).status).toBe(503);
    way.unblock();
    await expect(trigger(page)).toHaveAttribute("data-state", "connected", { timeout: 40_000 });
    await expect(said(page)).toContainText("Connected again.");
    await expect.poll(async () => (await callTool(link, "books")).status).toBe(200);
  });

  await test.step("standby: another tab takes the session over, then gives it back by closing", async () => {
    const second = await context.newPage();
    await second.goto(at);
    await expectState(second, "standby");
    await press(second, "AI: in another tab");
    await expectState(second, "standby");
    await press(second, "Use this tab");
    await expect(trigger(second)).toHaveAttribute("data-state", "waiting");
    await page.bringToFront();
    await expectState(page, "standby");
    await second.close();
    await expect.poll(async () => (await callTool(link, "books")).status).toBe(200);
    await expect(trigger(page)).toHaveAttribute("data-state", "connected");
  });

  await test.step("Disconnected by one key, and back where it began", async () => {
    await press(page, "Disconnect");
    await expect(said(page)).toContainText("Disconnected.");
    await expect(page.getByRole("button", { name: "Create link" })).toBeFocused();
    expect((await callTool(link, "books")).status).toBe(410);
  });

  await test.step("revoked: whoever has the link ended it", async () => {
    const second = await newLink(page);
    await fetch(`${second}/_as/revoke`, { method: "POST" });
    await expectState(page, "revoked");
    await page.keyboard.press("Escape");
    await expect(trigger(page)).toBeFocused();
    await expectState(page, "revoked", "dark");
  });

  await test.step("expired: a link that the app made for some seconds", async () => {
    await page.evaluate(async () => {
      const element = document.querySelector("agent-socket-connect");
      await element?.session?.mintAgentToken({ label: "Connect with AI", expiresIn: 8 });
    });
    // A link that this button did not make is found when the connection comes back.
    way.cut();
    await expect(trigger(page)).toHaveAttribute("data-state", "waiting");
    await expectState(page, "expired");
    await page.keyboard.press("Enter");
    await expect(page.getByRole("button", { name: "Create link" })).toBeFocused();
  });

  await test.step("error: the relay refuses the app, and the dialog says what to do", async () => {
    await page.goto(`${at}&app=as_app_unknown1`);
    await expect(trigger(page)).toHaveAttribute("data-state", "error");
    await press(page, "Connect with AI");
    await expect(page.getByRole("alert")).toContainText(/app/i);
    await expect(page.getByRole("button", { name: "Create link" })).toBeDisabled();
    await expectState(page, "error");
    await page.keyboard.press("Escape");
    await expect(trigger(page)).toBeFocused();
  });
  await way.close();
  expect([...reached].toSorted()).toEqual(Object.keys(STATES).toSorted());
  // A cut socket is told by the browser in words that depend on the moment of the cut; the refused app was asked for.
  const expected = /^WebSocket connection to '[^']+' failed: |unknown_app/;
  expect(complaints.filter((words) => !expected.test(words))).toEqual([]);
});
