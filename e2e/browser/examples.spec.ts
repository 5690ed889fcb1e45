/** The small examples, as their one command or their build serves them. */
import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { expect, test } from "./fixtures.ts";
import { callTool, complaintsOf, linkOf } from "./link.ts";
import { expectSoundLook } from "./look.ts";
import { whileServed } from "./served-folder.ts";

const { resolve } = createRequire(import.meta.url);
const EXAMPLES = join(import.meta.dirname, "../../examples");

/** Built by the one command of the example, and served from a folder of its own. */
async function whileBuilt(example: string, use: (address: string) => Promise<void>): Promise<void> {
  const dist = mkdtempSync(join(tmpdir(), "agent-socket-example-"));
  const vite = join(dirname(resolve("vite/package.json")), "bin/vite.js");
  const args = [vite, "build", "--logLevel", "error", "--outDir", dist, "--emptyOutDir"];
  try {
    execFileSync(process.execPath, args, { cwd: join(EXAMPLES, example) });
    await whileServed(dist, use);
  } finally {
    rmSync(dist, { recursive: true, force: true });
  }
}

/** As `npm start` of the example serves it; answers the address. */
async function served(example: string, settings: Record<string, string> = {}) {
  const env = { ...process.env, PORT: "0", ...settings };
  const server = spawn(process.execPath, ["serve.mjs"], { cwd: join(EXAMPLES, example), env });
  const [said] = await once(server.stdout, "data");
  return { at: String(said).trim(), stop: () => server.kill() };
}

test("The board in React: an AI adds, moves and edits, and removes only after a yes", async ({
  page,
  addresses,
}) => {
  const complaints = complaintsOf(page);
  await whileBuilt("kanban-react", async (address) => {
    await page.goto(`${address}?relay=${addresses.relay}`);
    const link = await linkOf(page);
    await page.keyboard.press("Escape");
    const column = (name: string) => page.getByRole("region", { name });
    expect((await callTool(link, "add_card", { column: "todo", text: "Water plants" })).body).toEqual({
      id: 5,
    });
    await callTool(link, "move_card", { id: 5, column: "doing", place: 0 });
    await expect(column("Doing").getByRole("listitem").first()).toContainText("Water plants");
    await callTool(link, "edit_card", { id: 5, text: "Water the plants" });
    await expect(column("Doing").getByText("Water the plants", { exact: true })).toBeVisible();
    expect((await callTool(link, "move_card", { id: 9, column: "done" })).status).toBe(404);
    await expectSoundLook(page);

    const clearing = callTool(link, "clear_column", { column: "done" });
    await page.getByRole("button", { name: "Allow once" }).click();
    expect((await clearing).body).toEqual({ removed: 1 });
    await expect(column("Done").getByRole("listitem")).toHaveCount(0);
    const removing = callTool(link, "remove_card", { id: 5 });
    await page.getByRole("button", { name: "Refuse" }).click();
    expect((await removing).status).toBe(403);
    await expect(column("Doing").getByRole("listitem")).toHaveCount(2);

    await page.reload();
    await expect(column("Doing").getByText("Water the plants", { exact: true })).toBeVisible();
    await expect.poll(async () => (await callTool(link, "board")).status).toBe(200);
  });
  expect(complaints).toEqual([]);
});

test("The board in React: a person keeps it by keyboard alone, and the focus goes with the card", async ({
  page,
  addresses,
}) => {
  await whileBuilt("kanban-react", async (address) => {
    await page.goto(`${address}?relay=${addresses.relay}`);
    const cards = (name: string) => page.getByRole("region", { name }).getByRole("listitem");
    await page.getByLabel("New card in To do").focus();
    await page.keyboard.type("Buy milk");
    await page.keyboard.press("Enter");
    await page.getByRole("button", { name: "Right: Buy milk" }).focus();
    await page.keyboard.press("Enter");
    await page.keyboard.press("Enter");
    await expect(page.getByRole("button", { name: "Right: Buy milk" })).toBeFocused();
    await expect(cards("Done").last()).toContainText("Buy milk");
    await expect(page.getByRole("main").getByRole("status")).toHaveText("Card 5 moved to Done.");
    await page.getByRole("button", { name: "Up: Buy milk" }).focus();
    await page.keyboard.press("Enter");
    await expect(cards("Done").first()).toContainText("Buy milk");
    await page.getByRole("button", { name: "Edit: Buy milk" }).focus();
    await page.keyboard.press("Enter");
    await page.keyboard.press("ControlOrMeta+A");
    await page.keyboard.type("Buy oat milk");
    await page.keyboard.press("Enter");
    await expect(page.getByRole("button", { name: "Edit: Buy oat milk" })).toBeFocused();
    await page.getByRole("button", { name: "Remove: Buy oat milk" }).focus();
    await page.keyboard.press("Enter");
    await expect(cards("Done")).toHaveCount(1);
    await cards("To do")
      .first()
      .dragTo(page.getByRole("region", { name: "Doing" }));
    await expect(cards("Doing")).toHaveCount(2);
  });
});

test("The lamp: tools that its page registered for WebMCP alone are called by a link", async ({
  page,
  addresses,
}) => {
  const { at, stop } = await served("webmcp-page", { RELAY_URL: addresses.relay });
  try {
    const complaints = complaintsOf(page);
    await page.goto(at);
    const link = await linkOf(page);
    await page.keyboard.press("Escape");
    await expect
      .poll(async () => (await callTool(link, "lamp_state", {})).body)
      .toEqual({ brightness: 60, colour: "warm" });
    await page.getByLabel("Colour").selectOption("Green");
    const set = await callTool(link, "set_lamp", { brightness: 20 });
    expect(set.body).toEqual({ brightness: 20, colour: "green" });
    await expect(page.getByRole("img", { name: "The lamp: Green, 20 %" })).toBeVisible();
    expect((await callTool(link, "set_lamp", { brightness: 200 })).status).toBe(422);
    await expectSoundLook(page);
    expect(complaints).toEqual([]);
  } finally {
    stop();
  }
});

test("The note without a build: an AI reads and writes it", async ({ page, addresses }) => {
  const { at, stop } = await served("plain-script");
  try {
    const complaints = complaintsOf(page);
    await page.goto(`${at}/?relay=${addresses.relay}`);
    const link = await linkOf(page);
    expect((await callTool(link, "note")).body).toBe("Milk, bread.");
    await callTool(link, "write_note", { text: "Milk, bread, tea." });
    await expect(page.getByLabel("What you and the AI write:")).toHaveValue("Milk, bread, tea.");
    await expectSoundLook(page);
    expect(complaints).toEqual([]);
  } finally {
    stop();
  }
});

test("The notes of a folder: an AI reads, searches and appends, and cannot leave the folder", async ({
  addresses,
}) => {
  const folder = mkdtempSync(join(tmpdir(), "agent-socket-notes-"));
  writeFileSync(join(folder, "garden.md"), "Beans\nThe apple tree\n");
  const app = spawn(process.execPath, ["src/main.ts"], {
    cwd: join(EXAMPLES, "folder-notes"),
    env: { ...process.env, NOTES: folder, RELAY_URL: addresses.relay, APP_ID: "", APP_KEY: "" },
  });
  try {
    const [said] = await once(app.stdout, "data");
    const [link = ""] = /http\S+/.exec(String(said)) ?? [];
    expect((await callTool(link, "notes")).body).toEqual(["garden.md"]);
    expect((await callTool(link, "read?name=garden.md")).body).toBe("Beans\nThe apple tree\n");
    const found = [{ note: "garden.md", line: 2, text: "The apple tree" }];
    expect((await callTool(link, "search?words=APPLE")).body).toEqual(found);
    await callTool(link, "append", { name: "shopping.txt", text: "Milk" });
    expect(readFileSync(join(folder, "shopping.txt"), "utf8")).toBe("Milk\n");
    expect((await callTool(link, "read?name=../../etc/passwd.txt")).status).toBe(404);
    app.kill();
    await once(app, "exit");
    expect((await callTool(link, "notes")).status).toBe(410);
  } finally {
    app.kill();
    rmSync(folder, { recursive: true, force: true });
  }
});
