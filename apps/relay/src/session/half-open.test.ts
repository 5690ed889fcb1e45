/** An app whose network died while a call waits for it: the caller hears of it long before the app's silence would tell. */
import { HEARTBEAT_PING } from "@agent-socket/protocol";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { connectDeafApp, type DeafApp } from "./deaf-app.fixture.ts";
import { newRelay } from "./relay.fixture.ts";

const relay = newRelay();
let url: URL;
beforeAll(async () => {
  url = await relay.listen();
});
afterAll(() => relay.close());

/** Longer than it takes to notice, shorter than the hold of a request. */
const SLOW_MS = 18_000;

async function connect(answersPing: boolean): Promise<{ readonly app: DeafApp; readonly link: string }> {
  const app = await connectDeafApp(url);
  app.send({ type: "register", appId: "as_app_anon", answersPing, tools: [{ path: "/echo" }] });
  app.send({ type: "mint_agent_token", id: "m" });
  const [, link = ""] = await app.heard(/"url":"([^"]+)"/);
  return { app, link };
}
const call = async (link: string): Promise<readonly [number, string]> => {
  const response = await fetch(`${link}/echo`, { method: "POST", headers: { prefer: "wait=22" } });
  const text = await response.text();
  return [response.status, /"code":"(\w+)"/.exec(text)?.[1] ?? text];
};
async function answerLate(app: DeafApp): Promise<void> {
  const [, id = ""] = await app.heard(/"type":"tool_call","id":"([^"]+)"/);
  await new Promise((resolve) => setTimeout(resolve, SLOW_MS));
  app.send({ type: "tool_reply", id, status: 200, body: "late" });
}

describe("while a call waits", () => {
  it("an app that does not answer a ping is gone, one that does is only slow, one that never promised to is not asked", async () => {
    const [gone, slow, silent] = await Promise.all([connect(true), connect(true), connect(false)]);
    let wasAsked = false;
    void silent.app.heard(/\{"type":"ping"\}/).then(() => (wasAsked = true));
    const pinged = gone.app.heard(/\{"type":"ping"\}/);
    void (async () => {
      // As the SDK does it; the text repeats for each ping, of which there are two in this time.
      for (let time = 0; time < 3; time++) {
        await slow.app.heard(new RegExp(`(?:\\{"type":"ping"\\}[^]*){${time + 1}}`));
        slow.app.send(JSON.parse(HEARTBEAT_PING) as object);
      }
    })();
    void answerLate(slow.app);
    void answerLate(silent.app);
    expect(await Promise.all([call(gone.link), call(slow.link), call(silent.link)])).toEqual([
      [502, "outcome_unknown"],
      [200, "late"],
      [200, "late"],
    ]);
    await pinged;
    await gone.app.heard(/"code":"silent"/);
    expect(await call(gone.link)).toEqual([503, "app_offline"]);
    expect(wasAsked).toBe(false);
    for (const { app } of [gone, slow, silent]) app.destroy();
  }, 60_000);
});
