/** An AI that can do less than its human, or may do less: the app asks, the person answers, the AI reads what came of it. */
import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import * as v from "valibot";
import { heart } from "../agents/picture.ts";
import { PostAgent } from "../agents/post-agent.ts";
import { PrintedLinkReader, type ReadPage } from "../agents/printed-links.ts";
import { canvasWith, readCanvas } from "./canvas.ts";
import { copied, expect, test } from "./fixtures.ts";

const Waiting = v.object({ url: v.string(), progress: v.object({ message: v.string() }) });

type Opened = { readonly message: string; readonly complaints: readonly string[] };

/** The example with a link of its own; what the browser complains of is kept. */
async function openExample(
  page: Page,
  { example, relay }: Record<"example" | "relay", string>,
): Promise<Opened> {
  const complaints: string[] = [];
  page.on("console", (said) => ["error", "warning"].includes(said.type()) && complaints.push(said.text()));
  page.on("pageerror", (error) => complaints.push(error.message));
  await page.goto(`${example}/?relay=${relay}`);
  await page.getByRole("button", { name: "Connect with AI" }).click();
  await page.getByRole("button", { name: "Create link" }).click();
  const message = await copied(page, "Copy text");
  await page.keyboard.press("Escape");
  return { message, complaints };
}

/** The first address in a text that is wanted. */
const linkIn = (text: string, isWanted: (address: string) => boolean = () => true): string => {
  const found = text.match(/https?:\/\/\S+/g)?.find(isWanted);
  if (found === undefined) throw new Error(`No such address is printed here:\n${text}`);
  return found;
};
const isOutcome = (url: string): boolean => url.includes("/_as/tasks/");

/** The text of the first answer that is one: a person may take longer than a reader is held. */
async function outcome(reader: PrintedLinkReader, answer: Promise<ReadPage>): Promise<string> {
  const { text } = await answer;
  return text.includes("/_as/tasks/") ? outcome(reader, reader.open(linkIn(text, isOutcome))) : text;
}

const question = (page: Page, title: string) => page.getByRole("dialog", { name: title });

async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).include("agent-socket-question").analyze();
  expect(violations.map(({ id, help, nodes }) => [id, help, nodes.map(({ html }) => html)])).toEqual([]);
}

test("A reader that cannot send a text asks the person in the app for it, and reads the outcome by a link", async ({
  page,
  addresses,
}) => {
  const { message, complaints } = await openExample(page, addresses);
  const reader = new PrintedLinkReader(message);
  const tools = await reader.start();
  const choosing = linkIn(tools.text, (url) => url.includes("/_as/pick/set_title"));
  const ask = async () =>
    reader.open(linkIn((await reader.open(choosing)).text, (url) => url.includes("/_as/ask/set_title?")));
  const asking = ask();
  const form = question(page, "Name the picture");
  const field = form.getByLabel("Title", { exact: true });

  await test.step("The app shows the person a form, with the cursor where something is needed", async () => {
    await expect(form).toBeVisible();
    await expect(field).toBeFocused();
    await expectAccessible(page);
  });

  const waiting = await test.step("The reader is not kept waiting: it gets a link to the outcome", () =>
    asking);
  expect(waiting.text).toContain("/_as/tasks/");

  await test.step("What does not fit is said at the field, and nothing is sent", async () => {
    await form.getByRole("button", { name: "Send" }).click();
    await expect(field).toHaveAccessibleDescription(/Title is needed/);
    await expect(field).toHaveAttribute("aria-invalid", "true");
    await expectAccessible(page);
  });

  await test.step("The person fills it in and sends it", async () => {
    await field.fill("Evening at the sea");
    await field.press("Enter");
    await expect(form).toBeHidden();
    await expect(page.getByLabel("Title of the picture")).toHaveValue("Evening at the sea");
  });

  await test.step("The reader reads what came of it", async () => {
    expect(await outcome(reader, asking)).toContain("Evening at the sea");
  });

  await test.step("Escape declines, and the reader hears of it", async () => {
    const again = ask();
    await expect(form).toBeVisible();
    await page.keyboard.press("Escape");
    expect(await outcome(reader, again)).toMatch(/declined/i);
    await expect(form).toBeHidden();
  });
  expect(complaints).toEqual([]);
});

test("What cannot be undone waits for a yes: refused with a reason, allowed once, allowed for the session", async ({
  page,
  addresses,
}) => {
  await page.emulateMedia({ colorScheme: "dark" });
  const { message, complaints } = await openExample(page, addresses);
  const reader = new PrintedLinkReader(message);
  const agent = new PostAgent(message);
  const dialog = question(page, "Clear the canvas");
  const clear = async () => {
    const { text } = await reader.open(linkIn(message));
    return reader.open(linkIn(text, (url) => url.includes("/clear?")));
  };
  await agent.paint(heart);

  await test.step("Refused: nothing changes, and the reader reads the reason", async () => {
    const answer = clear();
    await expect(dialog).toBeVisible();
    await expect(dialog.getByText("This may delete something for good.")).toBeVisible();
    await dialog.getByText("Say why you refuse").click();
    await dialog.getByLabel("The AI reads this.").fill("I still like it.");
    await expectAccessible(page);
    await dialog.getByRole("button", { name: "Refuse" }).click();
    expect(await outcome(reader, answer)).toContain("I still like it.");
    expect(await readCanvas(page)).toEqual(canvasWith(heart));
    await expect(page.getByRole("list", { name: "What the AI does" })).toContainText("you said no");
  });

  await test.step("Allowed once: it runs, and the next one asks again", async () => {
    const answer = clear();
    await dialog.getByRole("button", { name: "Allow once" }).click();
    expect(await outcome(reader, answer)).toContain('"ok":true');
    expect(await readCanvas(page)).toEqual(canvasWith());
    await agent.paint(heart);
  });

  await test.step("Two at once wait in line; a yes for the session is the answer to both, and to later ones", async () => {
    const [first, second] = [agent.call("clear", {}), agent.call("clear", {})];
    await expect(dialog.getByText("1 more question is waiting.")).toBeVisible();
    await dialog.getByRole("button", { name: "Allow for this session" }).click();
    expect([(await first).status, (await second).status]).toEqual([200, 200]);
    await agent.paint(heart);
    expect(await outcome(reader, clear())).toContain('"ok":true');
    expect(await readCanvas(page)).toEqual(canvasWith());
  });
  expect(complaints).toEqual([]);
});

test("Who waits for a yes is told so; a question whose link is revoked is taken back", async ({
  page,
  addresses,
}) => {
  const { message } = await openExample(page, addresses);
  const agent = new PostAgent(message);
  await agent.paint(heart);
  const request = { method: "POST", headers: { prefer: "wait=2" }, body: "{}" };
  const waiting = await fetch(`${linkIn(message)}/clear`, request);
  const dialog = question(page, "Clear the canvas");
  await expect(dialog).toBeVisible();
  expect(waiting.status).toBe(202);
  const { url, progress } = v.parse(Waiting, await waiting.json());
  expect(progress.message).toContain("is asked to allow it");
  const answer = fetch(url);
  expect((await fetch(`${linkIn(message)}/_as/revoke`, { method: "POST" })).ok).toBe(true);
  await expect(dialog).toBeHidden();
  expect((await answer).status).toBe(410);
  expect(await readCanvas(page)).toEqual(canvasWith(heart));
});
