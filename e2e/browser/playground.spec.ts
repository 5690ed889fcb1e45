/** The playground: a developer calls the app without any AI, and reads what an AI is shown. */
import { canvasWith, readCanvas } from "./canvas.ts";
import { Developer } from "./developer.ts";
import { copied, expect, test } from "./fixtures.ts";
import { expectSoundLook } from "./look.ts";

test("A developer calls a tool in the playground, sees the answer and what an AI sees, and revokes the link", async ({
  page,
  context,
  addresses,
}) => {
  const developer = new Developer(page, addresses.dashboard);
  await developer.signUp();
  await developer.createApp("Pixel canvas");
  const appId = await copied(page, "Copy app id");
  await developer.allowOrigin(addresses.example);
  await developer.open("Playground");
  await expect(page.getByText("No session is connected")).toBeVisible();
  await expect(page.getByRole("link", { name: "Use our demo app" })).toBeVisible();
  await expectSoundLook(page);

  const example = await context.newPage();
  await example.goto(`${addresses.example}/?app=${appId}&relay=${addresses.relay}`);
  await example.getByRole("button", { name: "Connect with AI" }).click();
  await example.getByRole("button", { name: "Create link" }).click();
  await page.bringToFront();

  await test.step("The page goes on by itself, and opens with a link of its own", async () => {
    await expect(page.getByLabel("Session")).toContainText("tools");
    await page.getByRole("button", { name: "Open the playground" }).click();
    await expect(page.getByRole("navigation", { name: "Tools" })).toBeVisible();
  });

  await test.step("A call made with the form changes the app, and its answer is shown", async () => {
    await page.getByRole("link", { name: "set_pixel POST", exact: true }).click();
    await expect(page.getByRole("heading", { name: "set_pixel", exact: true })).toBeVisible();
    await page.getByLabel("x", { exact: true }).fill("3");
    await page.getByLabel("y", { exact: true }).fill("4");
    await page.getByLabel("color", { exact: true }).selectOption({ label: "red" });
    await expect(page.getByRole("region", { name: "Request, as cURL" })).toContainText('"x":3');
    await page.getByRole("button", { name: "Send call" }).click();
    await expect(page.getByText("200 answered")).toBeVisible();
    await expect(page.getByRole("region", { name: "Answer" })).not.toBeEmpty();
    expect(await readCanvas(example)).toEqual(canvasWith([{ x: 3, y: 4, color: "red" }]));
    await expect(page.getByLabel("x", { exact: true })).toHaveValue("3");
  });

  await test.step("A refused call is shown as the AI would get it", async () => {
    await page.getByRole("button", { name: "Write JSON" }).click();
    await page.getByLabel("Arguments, as one JSON object").fill('{"x": "far"}');
    await page.getByRole("button", { name: "Send call" }).click();
    await expect(page.getByText(/^4\d\d refused$/)).toBeVisible();
    await expect(page.getByRole("region", { name: "Answer" })).toContainText("invalid_input");
    await expectSoundLook(page);
  });

  await test.step("Every surface is shown, without the link", async () => {
    for (const [name, words] of [
      ["tools.json", '"input_schema"'],
      ["OpenAPI", '"openapi": "3.1'],
      ["Call page", "set_pixel"],
      ["MCP tools/list", '"inputSchema"'],
      ["Briefing", "Pixel"],
    ] as const) {
      await page.getByRole("navigation", { name: "What the AI sees" }).getByRole("link", { name }).click();
      await expect(page.getByRole("region", { name, exact: true })).toContainText(words);
    }
    expect(await page.content()).not.toMatch(/as_[0-9A-Z]{8}_[\w-]{22}/);
    const [sealed] = (await context.cookies(page.url())).filter(({ name }) => name === "playground");
    expect(sealed).toMatchObject({ httpOnly: true, sameSite: "Strict", path: `/apps/${appId}/playground` });
  });

  await test.step("Revoked, the link is gone, and stands so among the app's links", async () => {
    await page.getByRole("button", { name: "Revoke link" }).click();
    await expect(page.getByRole("button", { name: "Open the playground" })).toBeVisible();
    await developer.open("Links");
    await expect(page.getByRole("row", { name: /Playground by/ })).toContainText("Revoked");
  });
});
