/** The one job of the product, from a stranger's first visit to the pixels that an AI painted. */
import { policies, Reader } from "@agent-socket/doctor";
import { heart, smile } from "../agents/picture.ts";
import { PostAgent } from "../agents/post-agent.ts";
import { setPixel } from "../chats/goals.ts";
import { LinkBrain } from "../chats/link-brain.ts";
import { canvasWith, readCanvas } from "./canvas.ts";
import { Developer } from "./developer.ts";
import { copied, expect, test } from "./fixtures.ts";

test("A stranger signs up and connects an app, and two AIs paint in it by one pasted link until it is revoked", async ({
  page,
  context,
  addresses,
}) => {
  const developer = new Developer(page, addresses.dashboard);
  const appId = await test.step("A stranger signs up, creates an app and copies its id", async () => {
    await developer.signUp();
    await developer.createApp("Pixel canvas");
    return copied(page, "Copy app id");
  });

  await test.step("The developer allows the origin at which the app runs", async () => {
    await developer.allowOrigin(addresses.example);
    await developer.open("Connect", "Connect Pixel canvas");
    await expect(page.getByText("Waiting for your app…")).toBeVisible();
  });

  const example = await context.newPage();
  const message =
    await test.step("A user opens the app, agrees, and copies the text for the chat", async () => {
      await example.goto(`${addresses.example}/?app=${appId}&relay=${addresses.relay}`);
      await example.getByRole("button", { name: "Connect with AI" }).click();
      await example.getByRole("button", { name: "Create link" }).click();
      return copied(example, "Copy text");
    });
  const step = (title: string) =>
    page.getByRole("listitem").filter({ has: page.getByRole("heading", { name: title }) });
  await expect(step("Connect your app")).toContainText(/Connected.*from.*http/);
  await expect(step("Connect your app")).toContainText(addresses.example);
  await expect(step("Paste the link into an AI chat")).toContainText("Waiting for an AI to open it…");

  const poster = new PostAgent(message);
  await test.step("An AI that makes HTTP requests reads the link and paints with POST", async () => {
    expect(await poster.paint(heart)).toMatchObject({ status: 200 });
    expect(await readCanvas(example)).toEqual(canvasWith(heart));
  });

  const reader = new LinkBrain(new Reader({ ...policies["fetch-printed"], repeats: 0 }));
  await test.step("Another AI paints by opening nothing but printed links", async () => {
    await reader.start(message);
    for (const pixel of smile) await reader.reach(setPixel(pixel));
    expect(await readCanvas(example)).toEqual(canvasWith(heart, smile));
  });

  await test.step("The steps in the dashboard turned green by themselves", async () => {
    await expect(step("Paste the link into an AI chat")).toContainText("Opened");
    await expect(step("The AI makes its first call")).toContainText("answered");
    await expect(page.getByText("It works, from end to end")).toBeVisible();
  });

  await test.step("The dashboard shows the session, the link and every call", async () => {
    await developer.open("Sessions");
    const session = page.getByRole("row", { name: addresses.example });
    await expect(session).toContainText("Connected");
    const offered = session.getByRole("group");
    await offered.getByText(/^\d+ tools$/).click();
    await expect(offered.getByText("set_pixels", { exact: true })).toBeVisible();
    await developer.open("Links");
    await expect(page.getByRole("row", { name: "Connect with AI" })).toContainText("Active");
    await expect(
      page.getByRole("link", { name: `${1 + smile.length} calls of Connect with AI` }),
    ).toBeVisible();
    await developer.open("Calls");
    await expect(page.getByRole("row", { name: "set_pixels" })).toHaveCount(1);
    await expect(page.getByRole("row", { name: "set_pixel", exact: false })).toHaveCount(1 + smile.length);
  });

  await test.step("The developer revokes the link, and the next call gets 410", async () => {
    await developer.open("Links");
    await page.getByRole("button", { name: "Revoke Connect with AI" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Revoke link" }).click();
    await expect(page.getByRole("row", { name: "Connect with AI" })).toContainText("Revoked");
    const refused = await poster.paint(smile);
    expect(refused.status).toBe(410);
    expect(refused.text).toContain("link_revoked");
    await expect(example.getByText("The link was revoked in the dashboard.").first()).toBeVisible();
    expect(await readCanvas(example)).toEqual(canvasWith(heart, smile));
  });
});
