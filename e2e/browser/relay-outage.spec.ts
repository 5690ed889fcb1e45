/** A relay that is really gone: whoever opens a page of an app then is told, on the first one, until the relay is back. */
import { startStack } from "../../scripts/stack.mjs";
import { Developer } from "./developer.ts";
import { copied, expect, test } from "./fixtures.ts";
import { expectSoundLook } from "./look.ts";

type Stack = Awaited<ReturnType<typeof startStack>>;
let stack: Stack;

test.beforeAll(async () => {
  stack = await startStack({ parts: ["relay", "dashboard"] });
});
test.afterAll(() => stack.stop());

/** The dashboard looks every few seconds, and this only asks what it has found. */
const expectKnown = (down: boolean) =>
  expect
    .poll(async () => (await fetch(`${stack.dashboardUrl}/api/status/relay`)).json(), { timeout: 60_000 })
    .toEqual({ down });

test("An outage is told on the first page that is opened, and on one that is open, and goes with it", async ({
  page,
}) => {
  const developer = new Developer(page, stack.dashboardUrl);
  await developer.signUp();
  await developer.createApp("Pixel canvas");
  const appId = await copied(page, "Copy app id");
  const app = `${stack.dashboardUrl}/apps/${appId}`;
  const notice = page.getByRole("status").filter({ hasText: "This dashboard cannot reach the relay" });
  await expectKnown(false);
  await page.goto(app);
  await expect(page.getByRole("heading", { name: "Pixel canvas", level: 1 })).toBeVisible();
  await expect(notice).toHaveCount(0);

  await test.step("The next page of the same app, which keeps its frame, tells it", async () => {
    await stack.killRelay();
    await expectKnown(true);
    await developer.open("Links");
    await expect(notice).toBeVisible();
    await expectSoundLook(page);
  });

  await test.step("The first page that is asked for tells it in what the server sends", async () => {
    const sent = await page.context().request.get(`${app}/origins`);
    expect(await sent.text()).toContain("This dashboard cannot reach the relay");
    await notice.getByRole("link", { name: "See the status" }).click();
    await expect(page.getByText("This dashboard cannot reach it.")).toBeVisible();
    await page.goBack();
    await expect(notice).toBeVisible();
  });

  await test.step("It goes by itself once the relay answers", async () => {
    await stack.startRelay();
    await expect(notice).toHaveCount(0, { timeout: 60_000 });
  });
});
