/** The file for script tags: no bundler, a strict policy, an integrity hash. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import * as v from "valibot";
import { expect } from "./fixtures.ts";
import { callTool, complaintsOf, linkOf } from "./link.ts";
import { test } from "./page-server.ts";

const { resolve } = createRequire(import.meta.url);
const { file, integrity } = v.parse(
  v.object({ file: v.string(), integrity: v.string() }),
  JSON.parse(readFileSync(resolve("@agent-socket/sdk/script/manifest.json"), "utf8")),
);
const scriptTag = (hash: string): string =>
  `<script type="module" src="/script/${file}" integrity="${hash}" crossorigin="anonymous"></script>`;
const elementTag = (relay: string): string =>
  `<agent-socket-connect app-id="as_app_anon" base-url="${relay}" app-name="Plain Page"></agent-socket-connect>`;

test("A page with one script tag and one element is connected, and its link survives a reload", async ({
  page,
  pages,
  addresses,
}) => {
  const complaints = complaintsOf(page);
  const at = pages.serve("plain", {
    head: scriptTag(integrity),
    body: elementTag(addresses.relay),
    module: "plain.ts",
  });
  await page.goto(at);
  const link = await linkOf(page);
  expect((await callTool(link, "double", { n: 21 })).body).toEqual({ result: 42 });
  await page.reload();
  await expect.poll(async () => (await callTool(link, "double", { n: 4 })).body).toEqual({ result: 8 });
  expect(complaints).toEqual([]);
});

test("A file that was changed on its way does not run", async ({ page, pages, addresses }) => {
  const wrong = `sha384-${"A".repeat(64)}`;
  await page.goto(pages.serve("changed", { head: scriptTag(wrong), body: elementTag(addresses.relay) }));
  await expect(page.getByRole("button", { name: "Connect with AI" })).toHaveCount(0);
});

test("The dashboard serves the same file to any site, under a name that may be kept for good", async ({
  page,
  pages,
  addresses,
}) => {
  const src = `${addresses.dashboard}/sdk/${file}`;
  const served = await fetch(src);
  expect([served.status, served.headers.get("access-control-allow-origin")]).toEqual([200, "*"]);
  expect(served.headers.get("cache-control")).toBe("public, max-age=31536000, immutable");
  expect((await fetch(src.replace(/\w+\.js$/, "0123456789ab.js"))).status).toBe(404);
  const complaints = complaintsOf(page);
  const head = `<script type="module" src="${src}" integrity="${integrity}" crossorigin="anonymous"></script>`;
  const scripts = new URL(src).origin;
  await page.goto(
    pages.serve("from-dashboard", { head, scripts, body: elementTag(addresses.relay), module: "plain.ts" }),
  );
  expect((await callTool(await linkOf(page), "double", { n: 21 })).body).toEqual({ result: 42 });
  expect(complaints).toEqual([]);
});
