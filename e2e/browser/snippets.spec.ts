/** What a developer copies from the connect page works as it stands. */
import type { Page } from "@playwright/test";
import { build } from "esbuild";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Developer } from "./developer.ts";
import { copied, expect, test } from "./fixtures.ts";
import { callTool, linkOf } from "./link.ts";
import { whileServed } from "./served-folder.ts";

const HTML =
  '<!doctype html><title>App</title><div id="root"></div><script type="module" src="/main.js"></script>';
const RENDER = `
import { createRoot } from "react-dom/client";
createRoot(document.getElementById("root")).render(<App />);
`;

type Kind = {
  readonly tab: string;
  readonly write: (folder: string, snippet: string) => Promise<void> | void;
  /** What makes the app ask the relay for the first time. */
  readonly begin: (page: Page) => Promise<void>;
  readonly linkFrom: (page: Page, printed: readonly string[]) => Promise<string>;
};

const byButton = (page: Page) => linkOf(page);
const byItself = async () => {};
const KINDS: readonly Kind[] = [
  {
    tab: "Script tag",
    write: (folder, snippet) =>
      writeFileSync(join(folder, "index.html"), `<!doctype html><title>App</title>${snippet}`),
    begin: async (page) => {
      await page.getByRole("button", { name: "Connect with AI" }).click();
      await expect(page.getByRole("alert").filter({ hasText: "is not allowed for this app" })).toBeVisible();
    },
    linkFrom: byButton,
  },
  {
    tab: "npm",
    write: bundled,
    begin: byItself,
    linkFrom: async (_, printed) => {
      const said = /Paste this into an AI chat: (\S+)/;
      await expect.poll(() => printed.join("\n")).toMatch(said);
      return said.exec(printed.join("\n"))?.[1] ?? "";
    },
  },
  {
    tab: "React",
    write: (folder, snippet) => bundled(folder, `${snippet}${RENDER}`),
    begin: byItself,
    linkFrom: byButton,
  },
];

for (const { tab, write, begin, linkFrom } of KINDS)
  test(`The snippet of the tab ${tab} connects an app as it was copied`, async ({
    page,
    context,
    addresses,
  }) => {
    const developer = new Developer(page, addresses.dashboard);
    await developer.signUp();
    await developer.createApp("Notes & more");
    await page.getByRole("tab", { name: tab, exact: true }).click();
    const snippet = await copied(page, "Copy snippet");
    const folder = mkdtempSync(join(tmpdir(), "agent-socket-snippet-"));
    await write(folder, snippet);
    await whileServed(folder, async (address) => {
      const app = await context.newPage();
      const printed: string[] = [];
      app.on("console", (message) => printed.push(message.text()));
      await app.goto(address);
      await begin(app);
      await page.bringToFront();
      await page.getByRole("button", { name: "Allow this origin" }).click();
      await expect(page.getByText("now reload your app")).toBeVisible();
      await app.bringToFront();
      await app.reload();
      const link = await linkFrom(app, printed);
      expect((await callTool(link, "add_note", { text: "Milk" })).body).toEqual({ count: 1 });
    });
    rmSync(folder, { recursive: true, force: true });
  });

async function bundled(folder: string, source: string): Promise<void> {
  writeFileSync(join(folder, "index.html"), HTML);
  await build({
    stdin: { contents: source, loader: "jsx", resolveDir: import.meta.dirname },
    outfile: join(folder, "main.js"),
    bundle: true,
    format: "esm",
    jsx: "automatic",
    define: { "process.env.NODE_ENV": '"development"' },
  });
}
