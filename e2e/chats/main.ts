/** One run of the chats, from the words of the command line to the exit code. */
import { Fault } from "../../scripts/stack/fault.mjs";
import { onStopSignal } from "../../scripts/stack/stop-signal.mjs";
import { tableOfPage, writeTable } from "./any-chat-page.ts";
import { browser } from "./browser.ts";
import { type Chat, Ledger } from "./chat.ts";
import { curl } from "./curl.ts";
import { visitByDoctor } from "./doctor-visit.ts";
import { fetchBuild } from "./fetch-build.ts";
import { fetchPrinted } from "./fetch-printed.ts";
import { fetchSharedCache } from "./fetch-shared-cache.ts";
import { mcp2025 } from "./mcp-2025.ts";
import { mcp2026 } from "./mcp-2026.ts";
import { openapi } from "./openapi.ts";
import { previewBots } from "./preview-bots.ts";
import { type Easel, Studio } from "./studio.ts";
import { markdownOf, type Row } from "./table.ts";

const CHATS: readonly Chat[] = [
  fetchPrinted,
  fetchBuild,
  fetchSharedCache,
  curl,
  openapi,
  mcp2025,
  mcp2026,
  browser,
  previewBots,
];
/** Enough for two cores: more at once would only make each slower. */
const AT_ONCE = 4;
/** Those that wait for people or make thousands of requests begin first. */
const LONG: readonly Chat[] = [fetchPrinted, previewBots];

type Job = { readonly chat: Chat; readonly easel: Easel };

export async function main(words: readonly string[]): Promise<number> {
  const giveUp = new AbortController();
  const opening = Studio.open(giveUp.signal);
  const close = async () => (await opening).close();
  onStopSignal(async () => {
    giveUp.abort();
    await close().catch(() => undefined);
    process.exit(130);
  });
  try {
    return await play(await opening, words.includes("--write"));
  } catch (cause) {
    console.error(cause instanceof Fault ? cause.message : cause);
    return 1;
  } finally {
    await close().catch(() => undefined);
  }
}

async function play(studio: Studio, writes: boolean): Promise<number> {
  const jobs: Job[] = [];
  for (const chat of CHATS.toSorted((a, b) => Number(LONG.includes(b)) - Number(LONG.includes(a))))
    jobs.push({ chat, easel: await studio.easel() });
  const rows: Row[] = [];
  const work = async () => {
    for (let job = jobs.shift(); job !== undefined; job = jobs.shift()) {
      const ledger = await runOne(job, studio);
      if (ledger !== null) rows.push({ profile: job.chat.profile, ledger });
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  const isComplete = rows.length === CHATS.length;
  const isPageRight = isComplete && tell(rows, writes);
  const isForetold = isComplete && (await askDoctor(studio, rows));
  const passed = rows.length + Number(isPageRight) + Number(isForetold);
  const failed = CHATS.length + 2 - passed;
  console.log(`${passed} passed, ${failed} failed`);
  return failed === 0 ? 0 : 1;
}

async function runOne({ chat, easel }: Job, studio: Studio): Promise<Ledger | null> {
  const startedAt = performance.now();
  const ledger = new Ledger();
  const took = () => `${((performance.now() - startedAt) / 1000).toFixed(1)} s`;
  try {
    await chat.run(easel, ledger, studio);
    console.log(`ok   ${chat.profile} (${took()}, ${ledger.entries.length} tools)`);
    return ledger;
  } catch (cause) {
    console.log(`FAIL ${chat.profile} (${took()})`);
    console.log(cause);
    return null;
  }
}

async function askDoctor(studio: Studio, rows: readonly Row[]): Promise<boolean> {
  try {
    await visitByDoctor(await studio.easel(), rows);
    console.log("ok   doctor");
    return true;
  } catch (cause) {
    console.log("FAIL doctor");
    console.log(cause);
    return false;
  }
}

/** Prints the table; says whether docs/any-chat.md has the same. */
function tell(rows: readonly Row[], writes: boolean): boolean {
  const place = ({ profile }: Row) => CHATS.findIndex((chat) => chat.profile === profile);
  const table = markdownOf(rows.toSorted((a, b) => place(a) - place(b)));
  console.log(`\n${table}`);
  if (writes) writeTable(table);
  const isRight = tableOfPage() === table;
  if (!isRight)
    console.log("FAIL docs/any-chat.md has another table: look at both, and run npm run chats -- --write.");
  return isRight;
}
