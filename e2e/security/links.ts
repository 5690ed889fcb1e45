/** Guessing links: what a guess costs, what it tells, and how long it takes. */
import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { importTokenKey, mintToken, newSessionId } from "@agent-socket/protocol";
import { ask } from "../clients/agent.ts";
import { anotherAddress, type Place } from "./place.ts";
import { type Plan, threat } from "./threat.ts";

const FORGED = 100_000;
const FORGED_IN_SHORT = 600;
const AT_ONCE = 16;
/** Of a limit for each address; a thief has many. */
const FROM_ONE_ADDRESS = 200;

const objectsOf = ({ stack }: Place): number =>
  readdirSync(join(stack.dataDir, "relay"), { recursive: true, encoding: "utf8" }).filter((file) =>
    /SessionServer\/.*sqlite$/.test(file),
  ).length;

async function guess(place: Place, { isShort }: Plan): Promise<string> {
  const { session } = await place.openApp();
  const foreign = await importTokenKey("another-key-of-the-same-length-0123456789");
  const before = objectsOf(place);
  const answers = new Set<string>();
  let left = isShort ? FORGED_IN_SHORT : FORGED;
  const total = left;
  const guesser = async (): Promise<void> => {
    let headers = anotherAddress();
    for (let made = 1; left > 0; made++, left--) {
      if (made % FROM_ONE_ADDRESS === 0) headers = anotherAddress();
      // Half of them name a session that exists.
      const token = await mintToken(foreign, made % 2 === 0 ? newSessionId() : session.sessionId);
      const { status, text } = await ask("GET", `${place.stack.relayUrl}/v1/t/${token}`, { headers });
      answers.add(`${status} ${text.replace(/req_\w+/, "")}`);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, guesser));
  assert.equal(answers.size, 1, [...answers].join("\n"));
  assert.match([...answers].join(""), /^404 .*not_recognised/s);
  assert.equal(objectsOf(place), before, "objects on disk");
  return `${total} guesses, 1 answer, 0 new objects`;
}

const ROUNDS = 1_000;
const ROUNDS_IN_SHORT = 150;
/** The difference between two medians that nobody could see over a network; a real leak in a comparison is far smaller. */
const MOST_MS = 5;

/** Tokens of one session whose tag is wrong in its first or in its last character, in turn. */
async function time(place: Place, { isShort }: Plan): Promise<string> {
  const rounds = isShort ? ROUNDS_IN_SHORT : ROUNDS;
  const { agent } = await place.openApp();
  const flip = (at: number): string => {
    const { url } = agent;
    const index = url.length - 8 + at;
    return url.slice(0, index) + (url[index] === "A" ? "B" : "A") + url.slice(index + 1);
  };
  const samples: Record<"first" | "last", number[]> = { first: [], last: [] };
  const urls = { first: flip(0), last: flip(6) };
  for (let round = 0; round < rounds; round++) {
    const headers = anotherAddress();
    for (const which of round % 2 === 0 ? (["first", "last"] as const) : (["last", "first"] as const)) {
      const startedAt = performance.now();
      const { status } = await ask("GET", urls[which], { headers });
      samples[which].push(performance.now() - startedAt);
      assert.equal(status, 404);
    }
  }
  const median = (times: readonly number[]): number =>
    times.toSorted((a, b) => a - b)[times.length >> 1] ?? 0;
  const [first, last] = [median(samples.first), median(samples.last)];
  const text = `medians ${first.toFixed(2)} and ${last.toFixed(2)} ms of ${rounds}`;
  if (!isShort) assert.ok(Math.abs(first - last) <= MOST_MS, text);
  return text;
}

export const links = [
  threat(9, "guessing links makes no object, and every guess is answered alike", guess),
  threat(10, "a tag that is wrong at its end takes as long as one that is wrong at its beginning", time),
];
