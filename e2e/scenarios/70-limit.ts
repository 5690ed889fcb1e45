/** 70–79: each limit, at its edge and one past it, and who is not disturbed by it. */
import assert from "node:assert/strict";
import { limits } from "@agent-socket/protocol";
import type { Answer } from "../clients/agent.ts";
import { accepted } from "../clients/raw-app.ts";
import { objectIn, refused, result, retryAfter } from "./checks.ts";
import { scenario } from "./scenario.ts";

export const limit = [
  scenario(70, "a repeated key gets the stored answer, another body with it a conflict", async (stage) => {
    const { app, agent } = await stage.open();
    const key = { "idempotency-key": "order-7" };
    const first = await agent.post("/echo", { n: 1 }, key);
    assert.deepEqual(result(first), { n: 1 });
    assert.equal(first.headers.get("idempotency-replayed"), null);
    const again = await agent.post("/echo", { n: 1 }, key);
    assert.deepEqual(result(again), { n: 1 });
    assert.equal(again.headers.get("idempotency-replayed"), "true");
    refused(await agent.post("/echo", { n: 2 }, key), "idempotency_conflict");
    const { agent: other } = await stage.mint(app);
    assert.deepEqual(result(await other.post("/echo", { n: 3 }, key)), { n: 3 }, "a key belongs to its link");
    assert.equal(app.calls.length, 2);
    refused(await agent.post("/echo", {}, { "idempotency-key": "k".repeat(65) }), "malformed");
  }),

  scenario(71, "twenty repeats at once run once and hear the same", async (stage) => {
    const { app, agent } = await stage.open();
    const repeats = Array.from({ length: 20 }, () =>
      agent.post("/hang", { n: 1 }, { "idempotency-key": "K" }),
    );
    app.reply(await app.next("tool_call"), { body: '{"ran":1}', contentType: "application/json" });
    for (const answer of await Promise.all(repeats)) assert.deepEqual(result(answer), { ran: 1 });
    assert.equal(app.calls.length, 1);
  }),

  scenario(
    72,
    "a link makes a burst of calls and is then told to wait, while its neighbour is not",
    async (stage) => {
      const { app, agent } = await stage.open();
      const { agent: neighbour } = await stage.mint(app);
      const startedAtMs = performance.now();
      const calls: Answer[] = [];
      // The bucket fills while the burst is on its way, so a slow machine needs a longer one to empty it.
      while (calls.every(({ status }) => status === 200) && calls.length < 1_000) {
        calls.push(...(await Promise.all(Array.from({ length: 120 }, (_, n) => agent.post("/echo", { n })))));
      }
      const seconds = (performance.now() - startedAtMs) / 1000;
      const fine = calls.filter(({ status }) => status === 200).length;
      const held = calls.filter(({ status }) => status === 429);
      assert.equal(fine + held.length, calls.length);
      assert.ok(held.length > 0, "the bucket has an end");
      const most = limits.CALL_BURST_PER_LINK + limits.CALLS_PER_SECOND_PER_LINK * seconds;
      assert.ok(fine >= limits.CALL_BURST_PER_LINK && fine <= most + 1, `${fine} passed in ${seconds} s`);
      for (const answer of held) {
        refused(answer, "rate_limited");
        assert.ok(retryAfter(answer) <= 5);
        assert.match(answer.headers.get("ratelimit") ?? "", /^"calls";r=0;t=\d+$/);
      }
      const left = calls.map(({ headers }) => Number(/r=(\d+)/.exec(headers.get("ratelimit") ?? "")?.[1]));
      assert.equal(Math.max(...left), limits.CALL_BURST_PER_LINK - 1, "the first call leaves all but itself");
      assert.equal(app.calls.length, fine);
      result(await neighbour.post("/echo", {}));
      assert.equal((await agent.get()).status, 200, "documents are no calls");
    },
  ),

  scenario(73, "a hundred calls may wait for the app, and not one more", async (stage) => {
    const { app, agent } = await stage.open();
    const links = [agent, (await stage.mint(app)).agent, (await stage.mint(app)).agent];
    const waiting = links
      .slice(0, 2)
      .flatMap((link) => Array.from({ length: 50 }, (_, n) => link.post("/hang", { n })));
    const calls = await Promise.all(waiting.map(() => app.next("tool_call")));
    const over = await links[2]?.post("/hang", {});
    assert.ok(over !== undefined);
    refused(over, "too_many_inflight");
    retryAfter(over);
    for (const call of calls) app.reply(call, { body: call.body });
    for (const answer of await Promise.all(waiting)) assert.equal(answer.status, 200);
    const after = links[2]?.post("/echo", {});
    assert.equal((await after)?.status, 200, "room again");
  }),

  scenario(74, "a session gives out fifty links, and one more when one was revoked", async (stage) => {
    const { app } = await stage.register();
    const links = await Promise.all(
      Array.from({ length: limits.MAX_LINKS_PER_SESSION }, () => stage.mint(app)),
    );
    const over = await app.ask("mint_agent_token");
    assert.match(JSON.stringify(over), /"limit_reached"/);
    assert.equal(new Set(links.map(({ link }) => link.tokenId)).size, links.length);
    accepted(await app.ask("revoke_agent_token", { tokenId: links[0]?.link.tokenId }));
    accepted(await app.ask("mint_agent_token"));
  }),

  scenario(
    75,
    "one address connects a hundred times in ten seconds, and others are not disturbed",
    async (stage) => {
      const headers = { "cf-connecting-ip": "198.51.100.75" };
      // None of these names a session, so each is refused, and costs the relay nothing but a count.
      const burst = async (): Promise<(number | undefined)[]> => {
        const dials = Array.from({ length: 101 }, () => stage.dial({ headers, session: "none" }));
        return (await Promise.all(dials.map(async (dial) => (await dial).closed))).map(({ code }) => code);
      };
      const heldIn = (codes: readonly (number | undefined)[]) => codes.filter((code) => code === 4429).length;
      const first = await burst();
      // The limiter counts by the clock's ten seconds: a burst over the turn of two of them is within both.
      const codes = heldIn(first) > 0 ? first : [...first, ...(await burst())];
      assert.ok(codes.every((code) => code === 4401 || code === 4429));
      assert.ok(heldIn(codes) > 0, "the hundred-and-first is refused");
      assert.ok(codes.length - heldIn(codes) >= 100, "a hundred are not");
      accepted((await stage.register()).reply);
    },
  ),

  scenario(76, "texts are taken at their limit and refused past it", async (stage) => {
    const { app } = await stage.register();
    accepted(await app.ask("mint_agent_token", { label: "l".repeat(256) }));
    app.send({ type: "mint_agent_token", id: "x", label: "l".repeat(257) });
    assert.match((await app.next("session_notice")).message, /label/);
    const description = "d".repeat(1024);
    accepted(
      (
        await stage.register({
          appDescription: description,
          agentsMd: "m".repeat(64 * 1024),
          tools: Array.from({ length: 200 }, (_, n) => ({ path: `/t${n}`, description })),
        })
      ).reply,
    );
    const schema = { type: "object", properties: { a: { description: "s".repeat(32 * 1024 - 200) } } };
    accepted((await stage.register({ tools: [{ path: "/x", input_schema: schema }] })).reply);
  }),

  scenario(77, "the largest registration that fits a frame is taken or refused in words", async (stage) => {
    const input_schema = { type: "object", properties: { a: { description: "s".repeat(20_000) } } };
    const large = Array.from({ length: 150 }, (_, n) => ({ path: `/t${n}`, input_schema }));
    const { app, reply } = await stage.register({ tools: large });
    if (reply.ok) {
      const { agent } = await stage.mint(app);
      assert.equal((await agent.get("/tools.json")).status, 200);
      return;
    }
    assert.match(reply.error.code, /^(too_large|invalid_registration)$/);
  }),

  scenario(78, "two hundred calls at once through two sessions never meet", async (stage) => {
    const sessions = await Promise.all([stage.open(), stage.open()]);
    const lanes = await Promise.all(
      sessions.map(async ({ app, agent }) => [
        agent,
        ...(await Promise.all([1, 2].map(() => stage.mint(app)))).map((minted) => minted.agent),
      ]),
    );
    for (const [index, { app }] of sessions.entries())
      app.serve("/echo", async ({ body }) => {
        await new Promise((resolve) => setTimeout(resolve, Math.random() * 60));
        return {
          body: JSON.stringify({ session: index, heard: objectIn(body)["n"] }),
          contentType: "application/json",
        };
      });
    const calls = Array.from({ length: 200 }, (_, n) => ({ n, session: n % 2, lane: Math.floor(n / 2) % 3 }));
    await Promise.all(
      calls.map(async ({ n, session, lane }) => {
        const answer = await lanes[session]?.[lane]?.post("/echo", { n });
        assert.deepEqual(answer === undefined ? null : result(answer), { session, heard: n });
      }),
    );
    assert.deepEqual(
      sessions.map(({ app }) => app.calls.length),
      [100, 100],
    );
  }),

  scenario(79, "strangers who keep sockets waiting at a session do not keep its app out", async (stage) => {
    const { app, session, agent } = await stage.open();
    await Promise.all(Array.from({ length: 12 }, () => stage.dial({ session: session.sessionId })));
    result(await agent.post("/echo", { n: 1 }));
    app.vanish();
    await app.closed;
    accepted((await stage.resume(session)).reply);
    result(await agent.post("/echo", { n: 2 }));
  }),
];
