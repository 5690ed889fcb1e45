/** The small examples, as their one command or their build serves them. */
import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { expect, test } from "./fixtures.ts";
import { callTool, complaintsOf, linkOf } from "./link.ts";
import { whileServed } from "./served-folder.ts";

const { resolve } = createRequire(import.meta.url);
const EXAMPLES = join(import.meta.dirname, "../../examples");

test("The list in React: an AI adds and ticks off, and may remove only after a yes", async ({
  page,
  addresses,
}) => {
  const dist = mkdtempSync(join(tmpdir(), "agent-socket-todo-"));
  const vite = join(dirname(resolve("vite/package.json")), "bin/vite.js");
  const args = [vite, "build", "--logLevel", "error", "--outDir", dist, "--emptyOutDir"];
  execFileSync(process.execPath, args, { cwd: join(EXAMPLES, "react-todo") });
  const complaints = complaintsOf(page);
  await whileServed(dist, async (address) => {
    await page.goto(`${address}?relay=${addresses.relay}`);
    const link = await linkOf(page);
    await page.keyboard.press("Escape");
    await callTool(link, "add_todo", { text: "Water the plants" });
    await expect(page.getByRole("checkbox", { name: "Water the plants" })).not.toBeChecked();
    await callTool(link, "set_done", { id: 2, isDone: true });
    await expect(page.getByRole("checkbox", { name: "Water the plants" })).toBeChecked();
    expect((await callTool(link, "set_done", { id: 9, isDone: true })).status).toBe(404);
    const clearing = callTool(link, "clear_done", {});
    await page.getByRole("button", { name: "Allow once" }).click();
    expect((await clearing).status).toBe(200);
    await expect(page.getByRole("listitem")).toHaveCount(1);
    await expect.poll(async () => (await callTool(link, "todos")).body).toHaveLength(1);
  });
  rmSync(dist, { recursive: true, force: true });
  expect(complaints).toEqual([]);
});

test("The note without a build: an AI reads and writes it", async ({ page, addresses }) => {
  const server = spawn(process.execPath, ["serve.mjs"], {
    cwd: join(EXAMPLES, "plain-script"),
    env: { ...process.env, PORT: "0" },
  });
  try {
    const [said] = await once(server.stdout, "data");
    const complaints = complaintsOf(page);
    await page.goto(`${String(said).trim()}/?relay=${addresses.relay}`);
    const link = await linkOf(page);
    expect((await callTool(link, "note")).body).toBe("Milk, bread.");
    await callTool(link, "write_note", { text: "Milk, bread, tea." });
    await expect(page.getByLabel("What you and the AI write:")).toHaveValue("Milk, bread, tea.");
    expect(complaints).toEqual([]);
  } finally {
    server.kill();
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
