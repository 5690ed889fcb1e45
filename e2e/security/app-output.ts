/** What an app answers, opened in a real browser on the relay's own origin: nothing of it runs. */
import assert from "node:assert/strict";
import { Listener } from "./listener.ts";
import type { Place } from "./place.ts";
import { type Plan, threat } from "./threat.ts";

const TYPES = [
  "text/html",
  "text/html; charset=utf-7",
  "TEXT/HTML",
  "application/xhtml+xml",
  "image/svg+xml",
  "text/xml",
  "application/xml",
  "text/javascript",
  "application/pdf",
  "application/json",
  "text/plain",
  "text/css",
  "application/octet-stream",
  "multipart/x-mixed-replace; boundary=b",
  "application/wasm",
  "",
];

/** Each would tell the listener if any of it ran or loaded. */
const scripts = (home: string): readonly string[] => [
  `<script>fetch("${home}/ran",{mode:"no-cors"})</script><img src=x onerror="fetch('${home}/ran')">`,
  `\uFEFF<!doctype html><html><body onload="location='${home}/ran'"><iframe srcdoc="<script>top.location='${home}/ran'</script>">`,
  `<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" onload="fetch('${home}/ran')"><script>fetch("${home}/ran")</script></svg>`,
  `<?xml version="1.0"?><?xml-stylesheet href="${home}/ran" type="text/xsl"?><html xmlns="http://www.w3.org/1999/xhtml"><script>fetch("${home}/ran")</script></html>`,
  `GIF89a/*<html><script>*/=1;fetch("${home}/ran")//</script>`,
  `%PDF-1.4\n1 0 obj<</OpenAction<</S/JavaScript/JS(app.launchURL("${home}/ran"))>>>>endobj`,
  `--b\r\nContent-Type: text/html\r\n\r\n<script>fetch("${home}/ran")</script>\r\n--b--`,
  `+ADw-script+AD4-fetch('${home}/ran')+ADw-/script+AD4-`,
];

async function openAll(place: Place, { isShort }: Plan): Promise<string> {
  const home = await Listener.open();
  const context = await place.context();
  const { app, agent } = await place.openApp();
  let dialogs = 0;
  let opened = 0;
  try {
    const tab = await context.newPage();
    tab.on("dialog", (dialog) => {
      dialogs += 1;
      void dialog.dismiss();
    });
    for (const [index, contentType] of TYPES.entries())
      for (const [kind, body] of scripts(home.url).entries()) {
        // Each type and each kind comes up, in the short run as well.
        if (isShort && kind !== index % 8) continue;
        app.serve("/look", () => ({ body, contentType }));
        // A download of bytes ends the navigation; whatever ran until then ran.
        await tab.goto(`${agent.url}/look?n=${opened}`, { waitUntil: "load" }).catch(() => undefined);
        opened += 1;
      }
    assert.equal(dialogs, 0);
    assert.deepEqual(home.visits, [], "something ran, or loaded");
    assert.ok(app.calls.length >= opened, "the answers were opened");
    assert.deepEqual(await context.cookies(), [], "nothing was kept in the browser");
    return `${opened} answers opened, 0 ran`;
  } finally {
    await context.close();
    home.close();
  }
}

export const appOutput = [
  threat(5, "nothing that an app answers runs in a browser, whatever it calls itself", openAll),
];
