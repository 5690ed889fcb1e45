/** What is meant to be slow or to reach where it should not: deep JSON, names of JavaScript's own, patterns without end. */
import assert from "node:assert/strict";
import { isJsonObject } from "@agent-socket/protocol";
import { ask } from "../clients/agent.ts";
import type { Place } from "./place.ts";
import { type Plan, threat } from "./threat.ts";

/** By hand on an idle machine it is under 20 ms; here others work as well. */
const MOST_MS = 2_000;

async function nestDeeply(place: Place, { isShort }: Plan): Promise<string> {
  const { app, agent } = await place.openApp();
  const nested = (levels: number): string => `${'{"a":'.repeat(levels)}1${"}".repeat(levels)}`;
  assert.equal((await agent.post("/echo", nested(64))).status, 200);
  assert.equal((await agent.post("/echo", nested(65))).status, 400);
  const times: string[] = [];
  for (const [name, body, status] of [
    ["500,000 levels of a body", "[".repeat(500_000) + "]".repeat(500_000), 400],
    ["2 MiB of a body", "[".repeat(2 ** 21), 413],
  ] as const) {
    const startedAt = performance.now();
    const answer = await agent.post("/echo", body);
    const ms = performance.now() - startedAt;
    assert.equal(answer.status, status, name);
    if (!isShort) assert.ok(ms < MOST_MS, `${name}: ${ms} ms`);
    times.push(`${name} ${ms.toFixed(0)} ms`);
  }
  const startedAt = performance.now();
  app.sendText("[".repeat(1_000_000) + "]".repeat(1_000_000));
  await app.next("session_notice");
  times.push(`a million levels of a frame ${(performance.now() - startedAt).toFixed(0)} ms`);
  assert.equal(app.calls.length, 1);
  return times.join(", ");
}

const NAMES = [
  "__proto__",
  "constructor",
  "prototype",
  "toString",
  "hasOwnProperty",
  "valueOf",
  "__defineGetter__",
];

async function borrowNames(place: Place): Promise<string> {
  const { app, agent } = await place.openApp();
  for (const name of NAMES) {
    const said = `{"${name}":{"polluted":"yes","isAdmin":true}}`;
    const { status, text } = await agent.post("/echo", said);
    assert.deepEqual([status, text], [200, said], "what is data stays data, byte for byte");
    assert.equal((await agent.post(`/${name}`, {})).status, 404, name);
    assert.equal((await agent.get(`/_as/${name}`)).status, 404, name);
    const batch = await agent.post("/_as/batch", { calls: [{ tool: name, arguments: {} }] });
    assert.match(batch.text, /no_such_tool/, name);
    app.sendText(`{"type":"${name}","id":"1"}`);
    app.sendText(`{"${name}":{"type":"ping"},"type":"emit","event":"${name}","data":{"${name}":1}}`);
  }
  const plain = await agent.get("/tools.json");
  const value = plain.json();
  assert.ok(isJsonObject(value) && !("polluted" in value) && !plain.text.includes("polluted"));
  assert.equal((await agent.post("/echo", {})).status, 200);
  return `${NAMES.length} names`;
}

/** Fifty that a backtracking engine never finishes, on the text that makes it try. */
const EVIL: readonly string[] = ["a", "\\w", "[a-z]", ".", "(?:a|a)"].flatMap((piece) => [
  `^(${piece}+)+$`,
  `^(${piece}*)*$`,
  `(${piece}+)*!b`,
  `^(${piece}|${piece})*$`,
  `^(${piece}${piece}?)+$`,
  `(${piece}*)+b$`,
  `^(?:${piece}+){10,}$`,
  `${piece}*${piece}*${piece}*${piece}*b`,
  `^((${piece}+)+)+$`,
  `^(?=(${piece}+)+$)b`,
]);
/** A pattern that does run away takes hours on this text; a busy machine takes seconds for nothing at all. */
const RUNAWAY_MS = 30_000;

async function matchForEver(place: Place): Promise<string> {
  assert.equal(EVIL.length, 50);
  const neighbour = await place.openApp();
  const { app, agent } = await place.openApp();
  app.serve("/match", ({ body }) => ({ body }));
  const text = `${"a".repeat(50)}!`;
  const counts = { refused: 0, answered: 0 };
  let slowest = 0;
  for (const [index, pattern] of EVIL.entries()) {
    const input_schema = {
      type: "object",
      properties: { text: { type: "string", pattern } },
      patternProperties: { [pattern]: { type: "string" } },
    };
    const { ok } = await app.ask("update_tools", { tools: [{ path: "/match", input_schema }] });
    const fresh = index % 25 === 0 ? await place.mint(app) : agent;
    const startedAt = performance.now();
    const { status } = await ask("POST", `${fresh.url}/match`, { body: { text, [text]: text } });
    const beside = await neighbour.agent.post("/echo", {});
    const ms = performance.now() - startedAt;
    slowest = Math.max(slowest, ms);
    assert.ok(ms < RUNAWAY_MS, `${pattern}: ${ms} ms`);
    assert.ok([200, 404, 422, 429, 502].includes(status), `${pattern}: ${status}`);
    assert.ok([200, 429].includes(beside.status));
    counts[ok ? "answered" : "refused"] += 1;
  }
  return `${counts.answered} answered, ${counts.refused} refused, the slowest with a neighbour's call ${slowest.toFixed(0)} ms`;
}

export const weight = [
  threat(17, "JSON that nests without end is refused at once", nestDeeply),
  threat(17, "the names of JavaScript's own things are names like any other", borrowNames),
  threat(18, "fifty patterns that never end hold up neither their own session nor another", matchForEver),
];
