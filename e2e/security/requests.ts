/** What an app or an agent puts into a request for others to follow, to log, or to send on. */
import assert from "node:assert/strict";
import { Listener } from "./listener.ts";
import type { Place } from "./place.ts";
import { threat } from "./threat.ts";

/** Every field that may hold an address holds the listener's. */
async function offerAddresses(place: Place): Promise<string> {
  const inside = await Listener.open();
  const url = `${inside.url}/inside`;
  try {
    const schema = {
      $schema: url,
      $id: url,
      type: "object",
      properties: {
        a: { $ref: url },
        b: { $ref: `${url}#/x` },
        c: { $dynamicRef: url },
        d: { type: "string", format: "uri", default: url },
      },
    };
    const tools = [
      { path: "/echo", description: url },
      { path: "/refs", input_schema: schema, output_schema: { $ref: url } },
    ];
    const { app, agent } = await place.openApp({ tools: [tools[0] ?? {}], appId: "as_app_anon" });
    // A reference that leads away makes its own tool unusable, or is refused with the whole update: both fetch nothing.
    await app.ask("update_tools", { tools, agentsMd: `![x](${url}) <img src="${url}">` });
    app.serve("/echo", () => ({ status: 302, body: url, contentType: "text/uri-list" }));
    const headers = {
      referer: url,
      origin: url,
      "x-forwarded-host": url,
      "x-callback-url": url,
      link: `<${url}>`,
    };
    for (const path of ["", "/tools.json", "/openapi.json", "/agents.md", `/_as/pick/refs?a=${url}`])
      await agent.get(path, headers);
    for (const path of ["/echo", "/refs", "/mcp", "/_as/batch"])
      await agent.post(path, { a: url, callback: url }, headers);
    assert.deepEqual(inside.visits, []);
    return "0 visits";
  } finally {
    inside.close();
  }
}

const LINE_ENDS = [
  "\r\nset-cookie: evil=1",
  "\nx-evil: 1",
  "\u2028x-evil: 1",
  "\r\n\r\n<script>1</script>",
  "%0d%0aset-cookie: evil=1",
];

async function breakLines(place: Place): Promise<string> {
  let answers = 0;
  for (const evil of LINE_ENDS) {
    const tool = { path: "/echo", name: "echo", description: `d${evil}` };
    const { app } = await place.openApp({ tools: [tool] });
    const agent = await place.mint(app, { label: `l${evil}` });
    app.serve("/echo", () => ({ body: `b${evil}`, contentType: `text/plain${evil}` }));
    const escaped = encodeURIComponent(evil);
    for (const path of [
      "",
      "/tools.json",
      `/echo?a=${escaped}&_once=${escaped}`,
      `/${escaped}`,
      `/_as/tasks/${escaped}`,
    ]) {
      const { headers } = await agent.get(path);
      assert.equal(headers.get("set-cookie"), null, path);
      assert.equal(headers.get("x-evil"), null, path);
      answers += 1;
    }
    const { status, headers } = await agent.post("/echo", {}, { "idempotency-key": escaped.slice(0, 64) });
    assert.ok([200, 502].includes(status));
    assert.equal(headers.get("set-cookie") ?? headers.get("x-evil"), null);
  }
  return `${answers} answers, no header of theirs`;
}

export const requests = [
  threat(13, "the relay opens no address that an app or an agent gave it", offerAddresses),
  threat(19, "a line end in a text of an app or an agent begins no header", breakLines),
];
