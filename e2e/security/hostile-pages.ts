/** Pages of other sites in a real browser, and what a link tells them: nothing, and they can call nothing. */
import assert from "node:assert/strict";
import { sleep } from "../faults/faulty-way.ts";
import { Listener } from "./listener.ts";
import type { Place } from "./place.ts";
import { threat } from "./threat.ts";

const SETTLE_MS = 1_500;

/** Every way in which a page reaches another site without being asked, at the same link. */
const attack = (link: string): string => {
  const get = `${link}/echo?say=1&_once=`;
  return `<!doctype html>
  <link rel="prefetch" href="${get}1"><link rel="preload" as="script" href="${get}2"><link rel="stylesheet" href="${get}3">
  <img src="${get}4"><iframe src="${get}5" name="frame"></iframe><script src="${get}6"></script>
  <video src="${get}7"></video><object data="${get}8"></object><embed src="${get}9">
  <form id="form" method="post" action="${link}/echo" target="frame" enctype="text/plain"><input name='{"say":"' value='2"}'></form>
  <form id="end" method="post" action="${link}/_as/revoke" target="frame"></form>
  <script>
    const body = '{"say":"3"}';
    const tries = [
      fetch("${link}/echo", { method: "POST", body, headers: { "content-type": "application/json" } }),
      fetch("${link}/echo", { method: "POST", body, mode: "no-cors", credentials: "include" }),
      fetch("${link}/mcp", { method: "POST", body, mode: "no-cors" }),
      fetch("${get}10", { mode: "no-cors" }),
      fetch("${link}/_as/revoke", { method: "POST", mode: "no-cors" }),
      fetch("${link}"),
    ];
    navigator.sendBeacon("${link}/echo", body);
    navigator.sendBeacon("${link}/_as/revoke", "");
    new Image().src = "${get}11";
    document.getElementById("form").submit();
    document.getElementById("end").submit();
    Promise.allSettled(tries).then((all) => {
      document.title = all.filter(({ value }) => value && value.type !== "opaque").length + " read";
    });
  </script>`;
};

async function visitHostilePage(place: Place): Promise<string> {
  const { app, agent } = await place.openApp();
  // Of another site than the relay's name, which is the worse case for cookies and the usual one.
  const page = await Listener.open(attack(agent.url));
  const context = await place.context();
  try {
    const tab = await context.newPage();
    await tab.goto(page.url);
    await tab.waitForFunction(() => document.title !== "");
    await sleep(SETTLE_MS);
    assert.equal(await tab.title(), "0 read", "the page reads no answer");
    // Also as the address bar is led there.
    await tab.evaluate((url) => location.assign(url), `${agent.url}/echo?say=1&_once=12`);
    await sleep(SETTLE_MS);
    assert.equal(app.calls.length, 0, "calls reached the app");
    assert.equal((await agent.post("/echo", { say: 4 })).status, 200, "the link is as good as before");
    return "20 ways, 0 calls";
  } finally {
    await context.close();
    page.close();
  }
}

async function clickOut(place: Place): Promise<string> {
  const shop = await Listener.open("<!doctype html><title>shop</title>");
  const context = await place.context();
  try {
    const { app, agent } = await place.openApp();
    app.serve("/look", () => ({ body: `Look at ${shop.url}/from-app`, contentType: "text/plain" }));
    const tab = await context.newPage();
    for (const path of ["", "/tools.json", "/look", "/nothing-here"]) {
      await tab.goto(agent.url + path);
      await tab.evaluate((url) => {
        const link = document.createElement("a");
        link.href = url;
        document.documentElement.append(link);
        link.click();
      }, `${shop.url}/clicked`);
      await tab.waitForURL(`${shop.url}/**`).catch(() => undefined);
    }
    const pages = shop.visits.filter(({ path }) => path !== "/favicon.ico");
    assert.ok(pages.length > 0, "nobody came: the test shows nothing");
    for (const { headers } of pages) assert.equal(headers.referer, undefined);
    return `${pages.length} visits, 0 Referers`;
  } finally {
    await context.close();
    shop.close();
  }
}

export const hostilePages = [
  threat(2, "whoever is clicked to from a link's page learns no address", clickOut),
  threat(
    4,
    "a page of another site calls nothing and reads nothing, in whatever way it tries",
    visitHostilePage,
  ),
];
