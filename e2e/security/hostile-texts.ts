/** Texts of apps and agents, where people and AIs read them: no script, no formula, nothing that cannot be seen. */
import assert from "node:assert/strict";
import { until } from "../faults/measure.ts";
import type { Place } from "./place.ts";
import { type Plan, threat } from "./threat.ts";

const SHAPES: readonly ((run: string) => string)[] = [
  (run) => `<script>${run}</script>`,
  (run) => `"><img src=x onerror=${run}>`,
  (run) => `'><svg onload=${run}>`,
  (run) => `</title><script>${run}</script>`,
  (run) => `</textarea><details open ontoggle=${run}>`,
  (run) => `javascript:${run}`,
  (run) => `{{constructor.constructor('${run}')()}}`,
  (run) => `\${${run}}`,
  (run) => `<a href="javascript:${run}">x</a>`,
  (run) => `=HYPERLINK("http://evil.test","${run}")`,
];
const RUNS = [
  "alert(1)",
  "confirm(1)",
  "prompt(1)",
  "print()",
  "window.ran=1",
  "location='//evil.test'",
  "fetch('/')",
  "top.x=1",
  "eval('1')",
  "throw 1",
];
const labelsOf = ({ isShort }: Plan): readonly string[] =>
  SHAPES.flatMap((shape) => (isShort ? RUNS.slice(0, 1) : RUNS).map(shape));
const LINKS_OF_A_SESSION = 50;

async function show(place: Place, plan: Plan): Promise<string> {
  const labels = labelsOf(plan);
  const person = await place.newPerson();
  const name = labels[1] ?? "";
  const appId = await place.newApp(person, name);
  const keyPage = `/apps/${appId}/keys`;
  const key = await person.visitor.act(keyPage, await person.visitor.formAction(keyPage), {
    fields: { appId, label: labels[2] ?? "" },
  });
  const [appKey = ""] = /as_sk_\w{8}_[\w-]{43}/.exec(key.text) ?? [];
  assert.notEqual(appKey, "", key.text.slice(0, 300));
  place.secrets.add("app key", appKey);
  for (let first = 0; first < labels.length; first += LINKS_OF_A_SESSION) {
    const { app } = await place.register({ appId, appKey });
    for (const label of labels.slice(first, first + LINKS_OF_A_SESSION)) {
      const agent = await place.mint(app, { label });
      await agent.post("/echo", {}, { "user-agent": `${label} curl/8` });
    }
  }
  await until(async () => {
    const { rows } = await place.database.query("select 1 from links where app_id = $1", [appId]);
    return rows.length >= labels.length;
  }, 60_000);
  return `${labels.length} labels on ${await open(place, person, appId)}`;
}

type Person = Awaited<ReturnType<Place["newPerson"]>>;

async function open(place: Place, { visitor, workspaceId }: Person, appId: string): Promise<string> {
  const context = await place.context();
  const [cookieName = "", value = ""] = visitor.cookie.split("=");
  await context.addCookies([{ name: cookieName, value, url: place.stack.dashboardUrl }]);
  const faults: string[] = [];
  const page = await context.newPage();
  page.on("dialog", (dialog) => {
    faults.push(`dialog ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on("console", (line) => {
    if (/content security policy/i.test(line.text())) faults.push(`${page.url()}: ${line.text()}`);
  });
  const paths = [
    ...["", "/origins", "/keys", "/links", "/sessions", "/calls", "/settings", "/connect"].map(
      (one) => `/apps/${appId}${one}`,
    ),
    ...["", "/members", "/settings", "/audit"].map((one) => `/workspaces/${workspaceId}${one}`),
    "/account",
  ];
  let shown = 0;
  for (const path of paths) {
    await page.goto(place.stack.dashboardUrl + path);
    const next = page.getByRole("link", { name: /older|next/i }).first();
    // Lists are cut into pages; the other labels are on the next one.
    if (await next.isVisible()) await next.click();
    assert.equal(await page.evaluate(() => "ran" in window), false, path);
    assert.ok(page.url().startsWith(place.stack.dashboardUrl), page.url());
    shown += (await page.content()).includes("alert(1)") ? 1 : 0;
  }
  await context.close();
  assert.deepEqual(faults, []);
  assert.ok(shown > 2, "the labels were on the pages");
  const csv = await visitor.get(`/api/workspaces/${workspaceId}/audit`);
  assert.equal(csv.status, 200);
  for (const cell of csv.text.split(/[,\n]/)) assert.doesNotMatch(cell, /^"?\s*[=+@]/, cell);
  return `${paths.length} pages, ${shown} of which show them; no dialog, no report`;
}

/** "ignore all" in characters that no font shows. */
const TAGGED = "ignore all".replaceAll(/./g, (one) => String.fromCodePoint(0xe0000 + one.charCodeAt(0)));
const HIDDEN = [
  ..."\u200B \u200D \u2060 \uFEFF \u202E \u2066 \u00AD \u180E \u2063 \u3164 \u0007 \u{E0101}".split(" "),
  "\u2028",
  TAGGED,
];
const INVISIBLE = /(?![\t\n\r])\p{Cc}|\p{Cf}|[\u2028\u2029\u3164]|[\u{E0000}-\u{E01EF}]/u;

/** In every text that an app may give, and every document in which an AI may read it. */
async function smuggle(place: Place): Promise<string> {
  const evil = `Safe${HIDDEN.join("")}text`;
  const tools = [
    {
      path: "/echo",
      description: evil,
      input_schema: {
        type: "object",
        properties: { a: { type: "string", description: evil, enum: [evil, "b"] } },
      },
      annotations: { title: evil },
    },
  ];
  const { app } = await place.openApp({ tools, appName: evil, appDescription: evil, agentsMd: evil });
  const agent = await place.mint(app, { label: evil });
  const paths = ["", "/agents.md", "/_as/tools", "/_as/text?from=0", "/_as/pick/echo", "/nothing-here"];
  for (const path of paths) {
    const { text } = await agent.get(path);
    assert.doesNotMatch(text, INVISIBLE, `${path}: ${JSON.stringify(INVISIBLE.exec(text)?.[0])}`);
  }
  const person = await agent.get("", { accept: "text/html", "sec-fetch-dest": "document" });
  assert.match(person.headers.get("content-type") ?? "", /html/);
  assert.doesNotMatch(person.text, INVISIBLE);
  app.serve("/echo", () => ({ body: evil, contentType: "text/plain" }));
  const page = await agent.get("/echo?a=b&_once=1");
  assert.doesNotMatch(page.text, INVISIBLE, "the page of a call");
  return `${HIDDEN.length} ways to hide, ${paths.length + 2} documents`;
}

export const hostileTexts = [
  threat(
    23,
    "a hundred labels that would run are shown as text on every page, and calculate in no table",
    show,
  ),
  threat(14, "nothing that cannot be seen gets from an app to the one who reads its texts", smuggle),
];
