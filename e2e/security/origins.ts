/** Who may connect as an app: the origin that a browser tells, and what somebody else may tell. */
import assert from "node:assert/strict";
import { parseOriginPattern } from "@agent-socket/protocol";
import type { Place } from "./place.ts";
import { threat } from "./threat.ts";

const HOME = "https://app.example.com";

async function forge(place: Place): Promise<string> {
  const { entry } = await place.office.registerApp({ origins: [HOME], keyHashes: [] });
  const { entry: keyed, appKey } = await place.office.registerApp({ origins: [] });
  place.secrets.add("app key", appKey);
  const { appId } = entry;
  const { reply } = await place.register({ appId }, { origin: HOME });
  assert.ok(reply.ok, "an allowed origin is all that it takes: it is no proof of who comes");
  for (const [registration, origin] of [
    [{ appId }, undefined],
    [{ appId }, "https://evil.test"],
    [{ appId: keyed.appId }, HOME],
    [{ appId: keyed.appId, appKey: `${appKey}x` }, HOME],
    [{ appId: keyed.appId }, undefined],
  ] as const) {
    const refusal = (await place.register(registration, origin === undefined ? {} : { origin })).reply;
    assert.equal(refusal.ok, false, JSON.stringify([registration, origin]));
  }
  const { reply: byKey } = await place.register({ appId: keyed.appId, appKey });
  assert.ok(byKey.ok, "the key lets its holder in");
  return "5 of 5 refused";
}

/** What a developer may type, and what a browser or somebody who plays one may send. */
const STRINGS: readonly string[] = [
  "https://app.example.com",
  "http://app.example.com",
  "https://app.example.com:8443",
  "http://localhost:5173",
  "http://127.0.0.1:8080",
  "http://[::1]:3000",
  "https://xn--mnchen-3ya.example",
  "http://intranet",
  "HTTPS://app.example.com",
  "https://APP.example.com",
  "https://app.example.com:443",
  "http://app.example.com:80",
  "https://app.example.com/",
  "https://app.example.com/x",
  "https://app.example.com?x",
  "https://app.example.com#x",
  "https://user@app.example.com",
  "https://a:b@app.example.com",
  "https://app.example.com@evil.test",
  "https://app.example.com\\@evil.test",
  "https:\\\\app.example.com",
  "https:/app.example.com",
  "//app.example.com",
  "app.example.com",
  "https://",
  "https://:443",
  "null",
  "*",
  "https://*",
  "https://*.*.example.com",
  "ftp://app.example.com",
  "wss://app.example.com",
  "file:///etc/passwd",
  "javascript://app.example.com",
  "data:x",
  "chrome-extension://abcdef",
  "https://app.example.com.",
  "https://app..example.com",
  "https://.app.example.com",
  "https://app.example.com%00.evil.test",
  "https://app.example.com%2eevil.test",
  "https://app%2eexample.com",
  "https://0x7f.1",
  "https://2130706433",
  "http://127.1",
  "https://[::ffff:127.0.0.1]",
  "https://[::1",
  "https://1.2.3",
  "https://app.example.com:99999",
  "https://app.example.com:-1",
  "https://app.example.com:8443x",
  "https://a b.test",
  "https://app.example.com;evil.test",
  "https://app.example.com,https://evil.test",
  "https://app.example.com|x",
  "https://app_example.com",
  "https://-app.example.com",
  "https://app.example.com:",
  "https://a'b.test",
  'https://a"b.test',
  "https://app.example.com&x",
  "https://localhost",
  "https://b.example.com.evil.test",
];

/** Of all of them in one text, the dashboard keeps those that are origins, each in its one form. */
async function keptByDashboard(place: Place): Promise<string[]> {
  const person = await place.newPerson();
  const appId = await place.newApp(person, "Origins");
  const page = `/apps/${appId}/origins`;
  const answer = await person.visitor.act(page, await person.visitor.formAction(page), {
    fields: { appId, origins: STRINGS.join("\n") },
  });
  assert.equal(answer.status, 200, answer.text.slice(0, 300));
  const { rows } = await place.database.query<{ origin: string }>(
    "select origin from allowed_origins where app_id = $1",
    [appId],
  );
  return rows.map(({ origin }) => origin);
}

async function compare(place: Place): Promise<string> {
  const origins = await keptByDashboard(place);
  const { entry } = await place.office.registerApp({ keyHashes: [], origins });
  let allowed = 0;
  for (const text of STRINGS) {
    const { app, reply } = await place.register({ appId: entry.appId }, { origin: text });
    app.vanish();
    // A browser sends an origin in its one form: what the dashboard had to bring to that form is none.
    assert.equal(
      reply.ok,
      origins.includes(text),
      `${text}: dashboard ${origins.includes(text)}, relay ${reply.ok}`,
    );
    assert.equal(reply.ok, parseOriginPattern(text) === text, text);
    allowed += Number(reply.ok);
  }
  assert.equal(STRINGS.length, new Set(STRINGS).size);
  return `${STRINGS.length} strings, ${allowed} of them origins, one verdict for each`;
}

export const origins = [
  threat(7, "a forged Origin gets what a browser could, and nothing of an app that wants its key", forge),
  threat(8, "dashboard and relay have one verdict for each of 60 strings that look like origins", compare),
];
