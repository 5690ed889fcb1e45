/** The snippets that developers paste. */
import { expect, test } from "vitest";
import { snippetsFor } from "./snippets.ts";

const snippets = snippetsFor({
  appId: "as_app_4T9XK2M7QZB1R",
  appName: 'Say "hi" </script>\n`${1}`',
  relayUrl: "https://relay.example.com",
  script: { url: "https://dashboard.example.com/sdk/agent-socket.0.js", integrity: "sha384-x" },
});

test.each(snippets)("$id names the app and the relay", ({ code }) => {
  expect(code).toContain('"as_app_4T9XK2M7QZB1R"');
  expect(code).toContain('"https://relay.example.com"');
});

test.each(snippets.filter(({ id }) => id !== "script"))(
  "$id keeps any app name inside its quotes",
  ({ code }) => {
    expect(code).toContain(String.raw`"Say \"hi\" </script>\n` + '`${1}`"');
  },
);

test("the script tag keeps any app name inside its attribute, and names the file with its hash", () => {
  const [script] = snippets;
  expect(script?.code).toContain('app-name="Say &quot;hi&quot; &lt;/script>\n`${1}`"');
  expect(script?.code).toContain('src="https://dashboard.example.com/sdk/agent-socket.0.js"');
  expect(script?.code).toContain('integrity="sha384-x"');
});

test("only the one for Node sends an app key, and never a key itself", () => {
  expect(snippets.filter(({ code }) => code.includes("appKey:")).map(({ id }) => id)).toEqual(["node"]);
  expect(snippets.some(({ code }) => code.includes("as_sk_"))).toBe(false);
});
