/** The small examples, as their one command or their build serves them. */
import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
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
