/** Every state of the button, by the keyboard alone, with what is said to those who cannot see it. */
import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { expect } from "./fixtures.ts";
import { callTool, complaintsOf } from "./link.ts";
import { test } from "./page-server.ts";

const trigger = (page: Page, words: string) =>
  page.locator("agent-socket-connect button.trigger", { hasText: words });
const said = (page: Page) =>
  page.locator("agent-socket-connect [role=status].spoken").filter({ hasText: /./ });

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

async function expectAccessible(page: Page): Promise<void> {
  await fadesEnded(page);
  const { violations } = await new AxeBuilder({ page }).include("agent-socket-connect").analyze();
  expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
}

/** Moves the focus until it is on what has this name, as one would who has no mouse. */
async function tabTo(page: Page, name: string): Promise<void> {
  for (let step = 0; step < 40; step++) {
    const now = await page.evaluate(() => {
      const inner = document.activeElement?.shadowRoot?.activeElement ?? document.activeElement;
      return inner instanceof HTMLInputElement
        ? (inner.labels?.[0]?.textContent ?? "")
        : (inner?.textContent ?? "");
    });
    if (now.includes(name)) return;
    await page.keyboard.press("Tab");
  }
  throw new Error(`The focus never reached "${name}".`);
}

for (const colorScheme of ["light", "dark"] as const)
  test(`The button is led through its states by the keyboard alone (${colorScheme})`, async ({
    page,
    pages,
    addresses,
  }) => {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width: 360, height: 740 });
    const complaints = complaintsOf(page);
    await page.goto(`${pages.serve("shelf", { module: "shelf.ts" })}?relay=${addresses.relay}`);

    await test.step("idle, consent: what an AI may do, with a switch for each thing", async () => {
      await expectAccessible(page);
      await tabTo(page, "Connect with AI");
      await page.keyboard.press("Enter");
      await expect(page.getByRole("group", { name: "It can see" })).toContainText("Books");
      await expect(page.getByRole("group", { name: "It asks you before it can" })).toContainText(
        "Remove all",
      );
      await expectAccessible(page);
      await tabTo(page, "Add book");
      await page.keyboard.press("Space");
      await expect(page.getByRole("switch", { name: "Add book" })).not.toBeChecked();
    });

    await test.step("ready: the link is masked, and the text can be copied", async () => {
      await tabTo(page, "Create link");
      const startedAt = Date.now();
      await page.keyboard.press("Enter");
      await expect(trigger(page, "AI link: ready")).toBeAttached();
      expect(Date.now() - startedAt).toBeLessThan(800);
      await expect(said(page)).toContainText("The link is ready.");
      await expect(page.getByText("••••••••••••")).toBeVisible();
      await expect(page.getByRole("button", { name: "Copy text" })).toBeFocused();
      await expectAccessible(page);
    });

    const link = await test.step("copied, then waiting", async () => {
      await tabTo(page, "Copy link only");
      await page.keyboard.press("Enter");
      await expect(trigger(page, "AI link: copied")).toBeAttached();
      await expect(said(page)).toContainText("Copied.");
      await expect(trigger(page, "AI link: waiting")).toBeAttached();
      return page.evaluate(() => navigator.clipboard.readText());
    });

    await test.step("The guide: another chat by the arrow keys, and a code for the phone", async () => {
      await tabTo(page, "Claude");
      await page.keyboard.press("ArrowRight");
      await expect(page.getByRole("radio", { name: "ChatGPT" })).toBeChecked();
      await expect(page.getByRole("button", { name: "Copy and open ChatGPT" })).toBeVisible();
      await tabTo(page, "Show QR code");
      await page.keyboard.press("Enter");
      await expect(page.getByRole("img", { name: "QR code of the link" })).toBeVisible();
      await expectAccessible(page);
    });

    await test.step("opened: somebody read the link, which is not yet an AI at work", async () => {
      await fetch(link, { headers: { "user-agent": "curl/8.0" } });
      await expect(trigger(page, "AI link: opened")).toBeAttached();
    });

    await test.step("connected: it called, and what was switched off is not there", async () => {
      expect((await callTool(link, "books")).body).toEqual(["Momo"]);
      await expect(trigger(page, "AI connected")).toBeAttached();
      await expect(page.getByText("Your AI is connected. 1 call so far.")).toBeVisible();
      expect((await callTool(link, "add_book", { title: "No" })).status).toBe(403);
      await expectAccessible(page);
    });

    await test.step("needs-approval: the person is asked, and says no", async () => {
      const asking = callTool(link, "remove_all", {});
      await expect(trigger(page, "AI asks you")).toBeAttached();
      await page.keyboard.press("Escape");
      expect((await asking).status).toBe(403);
      await expect(trigger(page, "AI connected")).toBeAttached();
    });

    await test.step("paused: nothing runs, the AI reads why; a reload changes nothing; resumed, it runs", async () => {
      await tabTo(page, "Pause");
      await page.keyboard.press("Enter");
      await expect(trigger(page, "AI paused")).toBeAttached();
      await expect(said(page)).toContainText("Paused.");
      await expectAccessible(page);
      const refused = await callTool(link, "books");
      expect(refused).toMatchObject({ status: 503, body: { error: { code: "paused" } } });
      await page.reload();
      await expect(trigger(page, "AI paused")).toBeAttached();
      expect((await callTool(link, "books")).status).toBe(503);
      await tabTo(page, "AI paused");
      await page.keyboard.press("Enter");
      await tabTo(page, "Resume");
      await page.keyboard.press("Enter");
      await expect.poll(async () => (await callTool(link, "books")).status).toBe(200);
    });

    await test.step("Disconnected by one click, and back where it began", async () => {
      await tabTo(page, "Disconnect");
      await page.keyboard.press("Enter");
      await expect(said(page)).toContainText("Disconnected.");
      await expect(page.getByRole("button", { name: "Create link" })).toBeFocused();
      expect((await callTool(link, "books")).status).toBe(410);
    });

    await test.step("revoked: whoever has the link ended it", async () => {
      await page.keyboard.press("Enter");
      await tabTo(page, "Copy link only");
      await page.keyboard.press("Enter");
      await expect(trigger(page, "AI link: copied")).toBeAttached();
      const second = await page.evaluate(() => navigator.clipboard.readText());
      await fetch(`${second}/_as/revoke`, { method: "POST" });
      await expect(trigger(page, "AI link: ended")).toBeAttached();
      await expectAccessible(page);
      await page.keyboard.press("Escape");
      await expect(trigger(page, "AI link: ended")).toBeFocused();
    });
    expect(complaints).toEqual([]);
  });

test("A lost connection is said, and brought back with the same link, five times", async ({
  page,
  pages,
  addresses,
}) => {
  let drop = (): unknown => undefined;
  await page.routeWebSocket(/\/_ws/, (socket) => {
    const server = socket.connectToServer();
    drop = () => Promise.all([socket.close({ code: 1012 }), server.close({ code: 4408 })]);
  });
  await page.goto(`${pages.serve("shelf", { module: "shelf.ts" })}?relay=${addresses.relay}`);
  await page.getByRole("button", { name: "Connect with AI" }).click();
  await page.getByRole("button", { name: "Create link" }).click();
  await page.getByRole("button", { name: "Copy link only" }).click();
  const link = await page.evaluate(() => navigator.clipboard.readText());
  for (let time = 0; time < 5; time++) {
    await drop();
    await expect(trigger(page, "AI link: reconnecting")).toBeAttached();
    await expect(trigger(page, "AI link: reconnecting")).toHaveCount(0);
    expect((await callTool(link, "books")).body).toEqual(["Momo"]);
  }
});

test("A relay that refuses is no dead end: the dialog says why, and what to do", async ({
  page,
  pages,
  addresses,
}) => {
  const at = pages.serve("shelf", { module: "shelf.ts" });
  await page.goto(`${at}?relay=${addresses.relay}&app=as_app_unknown1`);
  await page.getByRole("button", { name: "Connect with AI" }).click();
  await expect(page.getByRole("alert")).toContainText(/app/i);
  await expect(page.getByRole("button", { name: "Create link" })).toBeDisabled();
  await expectAccessible(page);
});
