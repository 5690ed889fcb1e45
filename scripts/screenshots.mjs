/**
 * `npm run screenshots`: writes docs/screenshots/*.png, each main page in light, dark and 360 px wide, from a throw-away
 * stack in which an AI has painted a picture.
 */
import { mkdirSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pictureAt } from "../e2e/agents/picture.ts";
import { PostAgent } from "../e2e/agents/post-agent.ts";
import { Developer } from "../e2e/browser/developer.ts";
import { copied } from "../e2e/browser/fixtures.ts";
import { followMail } from "../e2e/browser/mailbox.ts";
import { accepted, RawApp } from "../e2e/clients/raw-app.ts";
import { findChromium } from "./chromium.mjs";
import { root } from "./stack/repository.mjs";
import { onStopSignal } from "./stack/stop-signal.mjs";
import { startStack } from "./stack.mjs";

/** @type {typeof import("@playwright/test")} */
const { chromium } = createRequire(join(root, "e2e/package.json"))("@playwright/test");

const FOLDER = join(root, "docs/screenshots");
const WIDE = { width: 1280, height: 800 };
const VARIANTS = /** @type {const} */ ([
  { name: "light", colorScheme: "light", size: WIDE },
  { name: "dark", colorScheme: "dark", size: WIDE },
  { name: "360px", colorScheme: "light", size: { width: 360, height: 780 } },
]);

const ADA = "ada@example.com";

const LINKS = [
  { wishes: { label: "Team mural", expiresIn: 86_400 }, calls: 12, failures: 0 },
  { wishes: { label: "Workshop on Thursday", expiresIn: 259_200, maxCalls: 200 }, calls: 9, failures: 3 },
  { wishes: { label: "Grace's sketchbook" }, calls: 4, failures: 1 },
  { wishes: { label: "Gallery screen", readOnly: true }, calls: 0, failures: 0 },
];

const sailingBoat = pictureAt(0, 0, [
  "CCCCCCCCCCCCCCCCCCCCCCCC",
  "CCCCCCCCCCCCCCCCCCCCCCCC",
  "CCCWWWCCCCCCCCCCCCCCCCCC",
  "CCWWWWWWCCCCCCCCCCCCCCCC",
  "CCCCCCCCCCCCNCCCCCCCCCCC",
  "HHHHHHHHHHHHNWHHHHHHHHHH",
  "HHHHHHHHHHHRNWWHHHHHHHHH",
  "HHHHHHHHHHRRNWWWHHHHHHHH",
  "HHHHHHHHHHRRNWWWWHHHHHHH",
  "OOOYYYYOORRRNWWWWWOOOOOO",
  "OOYYYYYYORRRNWWWWWWOOOOO",
  "OYYYYYYYYRRRNWWWWWWWOOOO",
  "OYYYYYYYRRRRNWWWWWWWWOOO",
  "OYYYYYYYYYYONOOOOOOOOOOO",
  "YYYYYYYYNNNNNNNNNNNNYYYY",
  "BBYYYYBBBNNNNNNNNNNBBBBB",
  "BBBYYBBBBBNNNNNNNNBBBBBB",
  "BBYYYYBBBBBBBBBBBBBBBBBB",
  "BBBYYYYBBBBCCCBBBBBBCCBB",
  "BBBBYYBBBBBBBBBBBCCBBBBB",
  "BBBBBBBBCCBBBBBBBBBBBBBB",
  "BBCCBBBBBBBBBBBCCCBBBBBB",
  "BBBBBBBBBBBCCBBBBBBBBCCB",
  "BBBBBBBBBBBBBBBBBBBBBBBB",
]);

const giveUp = new AbortController();
onStopSignal(() => giveUp.abort());

const stack = await startStack({ signal: giveUp.signal, onProgress: console.log });
const browser = await chromium.launch({
  executablePath: findChromium(),
  args: [...(process.getuid?.() === 0 ? ["--no-sandbox"] : []), "--disable-dev-shm-usage", "--disable-gpu"],
});
try {
  mkdirSync(FOLDER, { recursive: true });
  await takeAll();
} finally {
  await browser.close();
  await stack.stop();
}

async function takeAll() {
  const context = await browser.newContext({
    permissions: ["clipboard-read", "clipboard-write"],
    viewport: WIDE,
  });
  const page = await context.newPage();
  await page.goto(stack.dashboardUrl);
  await take(page, "landing");
  await page.goto(`${stack.dashboardUrl}/docs/protocol`);
  await take(page, "docs");

  const developer = new Developer(page, stack.dashboardUrl);
  await developer.signUp(ADA);
  await developer.createApp("Pixel canvas");
  const appId = await copied(page, "Copy app id");
  await developer.allowOrigin(stack.exampleUrl);
  await developer.open("Connect", "Connect Pixel canvas");

  const example = await context.newPage();
  await example.goto(`${stack.exampleUrl}/?app=${appId}&relay=${stack.relayUrl}`);
  await example.getByRole("button", { name: "Connect with AI" }).click();
  await example.getByRole("button", { name: "Create link" }).click();
  const message = await copied(example, "Copy text");
  await take(example, "connect-with-ai");
  const agent = new PostAgent(message);
  await agent.call("set_title", { title: "Evening sail" });
  await agent.call("fill_rectangle", { color: "cyan", x: 0, y: 0, width: 24, height: 15 });
  await agent.call("fill_rectangle", { color: "blue", x: 0, y: 15, width: 24, height: 9 });
  await agent.paint(sailingBoat);
  await example.getByRole("button", { name: "Close" }).click();
  await take(example, "example");
  await takeLink(context, /https?:\S+/.exec(message)?.[0] ?? "");
  await useLinks(appId);

  await page.bringToFront();
  await page.getByText("It works, from end to end").waitFor();
  await take(page, "connect");
  await takeApp(page, developer);
  await takePalette(page);
  await takeWorkspace(page, developer);
}

/**
 * Links of another session of the app, which is gone when they were used: a list shows more with several of them.
 * @param {string} appId
 */
async function useLinks(appId) {
  const address = `${stack.relayUrl.replace(/^http/, "ws")}/v1/_ws`;
  const app = await RawApp.dial(address, { origin: stack.exampleUrl });
  app.serve("/set_pixel", () => ({ body: "{}" }));
  app.serve("/clear", () => ({ status: 409, body: "{}" }));
  const tools = [{ path: "/set_pixel" }, { path: "/clear" }];
  app.send({ type: "register", appId, sdk: "js/0.1.0", tools });
  accepted(await app.next("register_reply"));
  for (const { wishes, calls, failures } of LINKS) {
    const { url } = accepted(await app.ask("mint_agent_token", wishes));
    for (let call = 0; call < calls; call++)
      await fetch(`${url}/${call < failures ? "clear" : "set_pixel"}`, { method: "POST" });
  }
  app.close();
  await app.closed;
}

/**
 * The pages of an app in use.
 * @param {import("@playwright/test").Page} page
 * @param {Developer} developer
 */
async function takeApp(page, developer) {
  for (const name of ["Overview", "Links", "Calls", "Sessions", "Usage", "Origins", "Settings"]) {
    await developer.open(name, name === "Overview" ? "Pixel canvas" : name);
    if (name === "Links") await sortByErrors(page);
    await take(page, name.toLowerCase());
  }
  await takePlayground(page, developer);
}

/** @param {import("@playwright/test").Page} page */
async function sortByErrors(page) {
  const head = page.getByRole("columnheader", { name: "Errors", exact: true });
  await head.getByRole("link").click();
  await page.getByRole("row").nth(1).getByText("Workshop on Thursday").waitFor();
  await page.mouse.move(0, 0);
}

/**
 * A call that was answered.
 * @param {import("@playwright/test").Page} page
 * @param {Developer} developer
 */
async function takePlayground(page, developer) {
  await developer.open("Playground");
  await page.getByRole("button", { name: "Open the playground" }).click();
  await page.getByRole("link", { name: "set_title POST", exact: true }).click();
  await page.getByLabel("title", { exact: true }).fill("Evening sail");
  await page.getByRole("button", { name: "Send call" }).click();
  await page.getByText("200 answered").waitFor();
  await page.evaluate(() => scrollTo(0, 0));
  await take(page, "playground");
}

/** @param {import("@playwright/test").Page} page */
async function takePalette(page) {
  await page.keyboard.press("Control+k");
  await page.getByRole("combobox", { name: "Go to" }).waitFor();
  await take(page, "palette");
  await page.keyboard.press("Escape");
}

/**
 * The link as a person sees it who opens it in a browser.
 * @param {import("@playwright/test").BrowserContext} context
 * @param {string} url
 */
async function takeLink(context, url) {
  const page = await context.newPage();
  await page.goto(url);
  await hideSecret(page.getByRole("textbox").first());
  await take(page, "link");
  await page.close();
}

/**
 * A picture is no place for a link that works, nor for one that did.
 * @param {import("@playwright/test").Locator} field
 */
async function hideSecret(field) {
  await field.evaluate((element) => {
    if (element instanceof HTMLTextAreaElement || element instanceof HTMLInputElement)
      element.value = element.value.replace(/[\w-]{22,}$/, "•".repeat(22));
  });
}

/**
 * The pages about people.
 * @param {import("@playwright/test").Page} page
 * @param {Developer} developer
 */
async function takeWorkspace(page, developer) {
  await page.goto(`${stack.dashboardUrl}/dev/mailbox`);
  await take(page, "mailbox");
  await followMail(page, stack.dashboardUrl, ADA, "Verify your e-mail address");
  await page.getByRole("button", { name: "Verify this address" }).click();
  await page.getByRole("link", { name: "Go to your apps" }).click();
  await developer.open("Settings", "Workspace settings");
  await page.getByRole("textbox", { name: "Name" }).fill("Example Ltd");
  await page.getByRole("button", { name: "Save name" }).click();
  await page.getByText("The name is changed.").waitFor();
  await take(page, "workspace-settings");
  await developer.open("Members");
  await page.getByRole("textbox", { name: "E-mail" }).fill("grace@example.com");
  await page.getByRole("button", { name: "Invite", exact: true }).click();
  await page.getByText("An invitation is on its way").waitFor();
  await hideSecret(page.getByRole("textbox", { name: "Invitation link" }));
  await take(page, "members");
  await developer.open("Audit log");
  await take(page, "audit-log");
  await page.goto(`${stack.dashboardUrl}/account`);
  await take(page, "account");
  await page.getByRole("button", { name: "Account menu" }).click();
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  await page.getByRole("link", { name: "Sign in" }).click();
  await page.getByRole("heading", { name: "Sign in" }).waitFor();
  await take(page, "sign-in");
}

/**
 * @param {import("@playwright/test").Page} page
 * @param {string} name
 */
async function take(page, name) {
  await page.bringToFront();
  for (const { name: variant, colorScheme, size } of VARIANTS) {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    await page.setViewportSize(size);
    await page.evaluate(() => document.fonts.ready);
    await page.screenshot({ path: join(FOLDER, `${name}-${variant}.png`), animations: "disabled" });
    console.log(`${name}-${variant}.png`);
  }
  await page.setViewportSize(WIDE);
}
