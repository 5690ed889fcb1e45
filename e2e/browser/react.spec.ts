/** The React entry: rendered on a server, hydrated without a complaint, in StrictMode. */
import { expect } from "./fixtures.ts";
import { callTool, complaintsOf, linkOf } from "./link.ts";
import { test } from "./page-server.ts";
import { renderedByServer } from "./rendered.ts";

for (const react of [18, 19] as const)
  test(`An app of React ${react} renders on a server, hydrates in StrictMode, and its components are the AI's tools`, async ({
    page,
    pages,
    addresses,
  }) => {
    const html = await renderedByServer("react-server.tsx", react, addresses.relay);
    expect(html).toContain('<agent-socket-connect label="Use an AI" theme="light"></agent-socket-connect>');
    const at = pages.serve("react", {
      body: `<div id="root">${html}</div>`,
      module: "react-client.tsx",
      react,
    });
    const complaints = complaintsOf(page);
    const sockets: string[] = [];
    page.on("websocket", (socket) => sockets.push(socket.url()));
    await page.goto(`${at}?relay=${addresses.relay}`);
    await expect(page.locator("output")).toHaveText("connected");
    const link = await linkOf(page, "Use an AI");
    await page.keyboard.press("Escape");

    await test.step("Mounted twice by StrictMode, it connected once", () => expect(sockets).toHaveLength(1));

    await test.step("A handler sees the state of the latest render", async () => {
      expect((await callTool(link, "add_book", { title: "Momo" })).body).toEqual({ count: 1 });
      await expect(page.getByRole("list", { name: "Books" })).toHaveText("Momo");
      expect((await callTool(link, "add_book", { title: "Ronja" })).body).toEqual({ count: 2 });
      await expect(page.getByRole("list", { name: "Books" })).toHaveText("MomoRonja");
      expect((await callTool(link, "books")).body).toEqual(["Momo", "Ronja"]);
    });

    await test.step("A tool goes with its component, and comes back with it", async () => {
      await page.getByRole("button", { name: "Toggle shelf" }).click();
      await expect.poll(async () => (await callTool(link, "books")).status).toBe(404);
      await page.getByRole("button", { name: "Toggle shelf" }).click();
      await expect.poll(async () => (await callTool(link, "books")).body).toEqual([]);
    });

    await test.step("Gone for good, it ends the session and its links", async () => {
      await page.evaluate(() => postMessage("unmount"));
      await expect.poll(async () => (await callTool(link, "books")).status).toBe(410);
    });
    expect(complaints).toEqual([]);
  });
