/** 130: a relay that dies under many calls. */
import assert from "node:assert/strict";
import type { Agent, Answer } from "../clients/agent.ts";
import { accepted } from "../clients/raw-app.ts";
import { objectIn, refused, result } from "./checks.ts";
import { restartScenario } from "./scenario.ts";

const CALLS = 100;
const keyOf = (n: number) => ({ "idempotency-key": `key-${n}` });

/** What its caller heard, or that the connection died with the relay. */
const heard = (answer: Promise<Answer>): Promise<Answer | null> => answer.catch(() => null);

export const crash = [
  restartScenario(
    130,
    "of a hundred calls under which the relay is killed, each is answered, none runs twice, and every link lives",
    async (stage) => {
      const { app, session, agent } = await stage.open();
      const links = [
        agent,
        ...(await Promise.all([1, 2, 3].map(() => stage.mint(app)))).map((minted) => minted.agent),
      ];
      const linkOf = (n: number): Agent => links[n % links.length] ?? agent;
      const numbers = Array.from({ length: CALLS }, (_, n) => n);
      const answers = numbers.map((n) => heard(linkOf(n).post("/hang", { n }, keyOf(n))));
      const sent = await Promise.all(numbers.map(() => app.next("tool_call")));
      // Some were answered by the app before the crash, one of them without its caller having heard of it.
      const ran = sent.slice(0, 20);
      for (const call of ran) app.reply(call, { body: call.body });
      await Promise.race(ran.map(({ body }) => answers[Number(objectIn(body)["n"])]));
      await stage.crashRelay();
      for (const answer of await Promise.all(answers)) {
        if (answer === null) continue;
        assert.ok([200, 500, 502, 503].includes(answer.status), `${answer.status} ${answer.text}`);
      }
      const { app: back, reply } = await stage.resume(session);
      accepted(reply);
      for (const link of links) assert.equal((await link.get()).status, 200);
      for (const [n, answer] of (await Promise.all(answers)).entries()) {
        const again = await linkOf(n).post("/hang", { n }, keyOf(n));
        if (again.status === 200) assert.deepEqual(result(again), { n });
        else refused(again, "outcome_unknown");
        if (answer?.status === 200)
          assert.deepEqual(result(again), { n }, "what was answered stays answered");
      }
      assert.equal(back.calls.length, 0, "nothing ran twice");
      for (const link of links)
        assert.deepEqual(result(await link.post("/echo", { alive: 1 })), { alive: 1 });
    },
  ),
];
