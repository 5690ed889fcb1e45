/** 115–119: what an app says of itself when it registers, and the lists that programs read. */
import assert from "node:assert/strict";
import { isJsonObject, type JsonObject, limits } from "@agent-socket/protocol";
import { accepted } from "../clients/raw-app.ts";
import { objectIn, outcomeOf, refused, refusedPage, result, urlsIn } from "./checks.ts";
import { scenario } from "./scenario.ts";
import { toolbox, tools } from "./toolbox.ts";

const PAINT = "/paint?x=1&y=2&color=red&_once=";
type Policy = "all" | "read-only" | "off";

const member = (value: JsonObject, name: string): JsonObject => {
  const found = value[name] ?? null;
  return isJsonObject(found) ? found : assert.fail(`${name} in ${JSON.stringify(value).slice(0, 200)}`);
};

export const terms = [
  scenario(
    115,
    "of what registry, app and link say of links that act, the strictest counts",
    async (stage) => {
      const strictness = { all: 0, "read-only": 1, off: 2 };
      const policies: readonly Policy[] = ["all", "read-only", "off"];
      await Promise.all(
        policies.map(async (registry) => {
          const { entry, appKey } = await stage.world.office.registerApp({ linkCalls: registry });
          const app = { appId: entry.appId, appKey };
          for (const [registration, link] of [
            ["all", "all"],
            ["read-only", "all"],
            ["all", "off"],
            ["off", "read-only"],
          ] as const) {
            const { app: socket } = await stage.register({ ...app, linkCalls: registration });
            const { agent } = await stage.mint(socket, { linkCalls: link });
            const said = [registry, registration, link].map((policy) => strictness[policy]);
            const strictest = Math.max(...said);
            const seen = [await agent.get(`${PAINT}A`), await agent.get("/look?row=1&_once=B")].map(
              outcomeOf,
            );
            const may = (most: number) => (strictest <= most ? "ok" : "tool_not_allowed");
            assert.deepEqual(seen, [may(0), may(1)], `${registry}, ${registration}, ${link}`);
            result(await agent.post("/paint", { x: 1, y: 1, color: "red" }));
          }
        }),
      );
    },
  ),

  scenario(
    116,
    "an app may be held for less time than the registry allows, never for more, and is over after it",
    async (stage) => {
      const { entry, appKey } = await stage.world.office.registerApp({ holdForMs: 60_000 });
      const app = { appId: entry.appId, appKey };
      for (const [asked, given] of [
        [1_000, 1_000],
        [60_000, 60_000],
        [60_001, 60_000],
      ])
        assert.equal(accepted((await stage.register({ ...app, holdForMs: asked })).reply).holdForMs, given);
      const { reply } = await stage.register({ holdForMs: -1 });
      assert.match(JSON.stringify(reply), /"malformed".*holdForMs/);
      const brief = await stage.open({ holdForMs: 500 });
      const { agent: opened } = await stage.open({ holdForMs: 500 });
      brief.app.vanish();
      await stage.eventually(async () => void refused(await brief.agent.get(), "session_ended"));
      assert.equal((await stage.resume(brief.session)).reply.ok, false);
      result(await opened.post("/echo", {}));
    },
  ),

  scenario(117, "prompts are taken at their limits and refused past them", async (stage) => {
    const prompt = (name: string, text = "Paint a house.") => ({ name, description: "d".repeat(1024), text });
    const full = Array.from({ length: limits.MAX_PROMPTS }, (_, n) =>
      prompt(`p${n}`, "t".repeat(limits.MAX_PROMPT_CHARS)),
    );
    accepted((await stage.register({ prompts: full })).reply);
    const faulty = [
      [...full, prompt("one_more")],
      [prompt("long", "t".repeat(limits.MAX_PROMPT_CHARS + 1))],
      [prompt("a name")],
      [prompt("")],
      [{ name: "no_text" }],
    ];
    for (const prompts of faulty) {
      const { app, reply } = await stage.register({ prompts });
      assert.match(JSON.stringify(reply), /"malformed".*prompts/);
      assert.equal((await app.closed).code, 4400);
    }
  }),

  scenario(118, "openapi.json describes the live tools at this very link", async (stage) => {
    const { app, agent } = await stage.open();
    const answer = await agent.get("/openapi.json");
    result(answer);
    assert.match(answer.headers.get("content-type") ?? "", /^application\/json/);
    const document = objectIn(answer.text);
    assert.match(String(document["openapi"]), /^3\.1/);
    assert.deepEqual(objectIn(JSON.stringify(document["servers"]).slice(1, -1))["url"], agent.url);
    const paths = member(document, "paths");
    for (const [path, method] of [
      ["/echo", "post"],
      ["/paint", "post"],
      ["/look", "get"],
      ["/hang", "post"],
    ] as const)
      assert.match(String(member(member(paths, path), method)["operationId"]), /^[A-Za-z0-9_-]{1,64}$/);
    assert.match(JSON.stringify(member(paths, "/paint")), /"maxLength":40/);
    await app.ask("update_tools", { tools: [tools.echo] });
    const later = member(objectIn((await agent.get("/openapi.json")).text), "paths");
    assert.deepEqual(
      Object.keys(later).filter((path) => !path.startsWith("/_as")),
      ["/echo"],
    );
    const { agent: reader } = await stage.mint(app, { readOnly: true });
    assert.doesNotMatch((await reader.get("/openapi.json")).text, /"\/echo"/, "only what the link may call");
  }),

  scenario(
    119,
    "every document only reads: many openings of all of them call nothing and use nothing up",
    async (stage) => {
      const many = Array.from({ length: 120 }, (_, n) => ({
        path: `/group_${n % 7}/tool_${n}`,
        description: "d".repeat(200),
      }));
      const { app } = await stage.open({
        tools: [...toolbox, ...many],
        agentsMd: "word ".repeat(12_000),
        canAsk: true,
      });
      const { agent, link } = await stage.mint(app, { maxCalls: 1 });
      const documents = [
        "",
        "/agents.md",
        "/tools.json",
        "/openapi.json",
        "/_as/tools",
        "/_as/text",
        "/_as/pick/paint",
        "/_as/pick/paint?x=1",
        "/_as/events",
      ];
      const pages = await Promise.all(
        documents.flatMap((path) => [agent.get(path), agent.get(path), agent.get(path)]),
      );
      for (const page of pages) {
        assert.equal(page.status, 200, page.text.slice(0, 200));
        if (page.headers.get("content-type")?.startsWith("text/"))
          assert.ok(page.bytes.length <= limits.PAGE_BYTES);
      }
      const further = urlsIn((await agent.get("/_as/tools")).text).filter((url) =>
        url.includes("/_as/tools?"),
      );
      for (const url of further.slice(0, 5))
        assert.equal((await agent.get(url.slice(agent.url.length))).status, 200);
      for (const path of documents.slice(1, 8))
        refused(await agent.post(path.replace(/\?.*/, ""), {}), "method_not_allowed");
      assert.equal(app.calls.length, 0);
      const list = accepted(await app.ask("list_agent_tokens"));
      assert.deepEqual(list.tokens.find(({ tokenId }) => tokenId === link.tokenId)?.calls, 0);
      result(await agent.post("/echo", {}));
      refused(await agent.post("/echo", {}), "link_expired");
      refusedPage(
        await (await stage.mint(app, { tools: ["echo"] })).agent.get(`${PAINT}A`),
        "tool_not_allowed",
      );
    },
  ),
];
