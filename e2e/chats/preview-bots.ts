/** Programs that open every link which they see in a message: whatever they open, nothing happens. */
import assert from "node:assert/strict";
import { addressesIn, policies, Reader } from "@agent-socket/doctor";
import type { Chat } from "./chat.ts";
import { setTitle, TOOLS } from "./goals.ts";
import { composed } from "./requests-said.ts";

const BOTS = [
  "Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)",
  "Mozilla/5.0 (compatible; Discordbot/2.0; +https://discordapp.com)",
  "TelegramBot (like TwitterBot)",
  "WhatsApp/2.24.6.77 A",
  "facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)",
  "Twitterbot/1.0",
  "LinkedInBot/1.0 (compatible; Mozilla/5.0; Apache-HttpClient +http://www.linkedin.com)",
  "Mozilla/5.0 (Windows NT 6.1; WOW64) SkypeUriPreview Preview/0.5 skype-url-preview@microsoft.com",
  "Mozilla/5.0 (compatible; redditbot/1.0; +http://www.reddit.com/feedback)",
  "Pinterest/0.2 (+https://www.pinterest.com/bot.html)",
  "Viber/13.3.0.5",
  "Mozilla/5.0 (compatible; Embedly/0.2; +http://support.embed.ly/)",
];
/** Each bot opens each address by GET and by HEAD: a hundred times in all. */
const ROUNDS = 25;

export const previewBots: Chat = {
  profile: "preview-bots",
  run: async (easel, ledger) => {
    const [link] = addressesIn(easel.message);
    assert.ok(link !== undefined);
    const look = async () => [await easel.title(), ...(await easel.canvas())];
    const before = await look();
    const acting = await actingLink(easel.message, link);
    let requests = 0;
    for (let round = 0; round < ROUNDS; round += 1)
      for (const url of [link, acting]) {
        const visits = BOTS.flatMap((bot) => ["GET", "HEAD"].map((method) => visit(method, url, bot)));
        requests += (await Promise.all(visits)).length;
      }
    await easel.page.getByText("AI link: waiting").waitFor();
    assert.deepEqual(await look(), before);
    for (const tool of TOOLS) ledger.record(tool, "no", "it only previews");
    ledger.note(`${requests} requests: 0 calls, and the link still counts as not opened`);

    // For a chat the same address acts: it was not dead all the while.
    await visit("GET", acting, policies["fetch-printed"].userAgent);
    assert.notDeepEqual(await look(), before);
  },
};

/** One that would act for anybody else. Bots read the page too, so this is still no opening by an AI. */
async function actingLink(message: string, link: string): Promise<string> {
  const reader = new Reader({ ...policies["fetch-build"], userAgent: BOTS.join(" ") });
  reader.hear(message);
  const { text } = await reader.open(link);
  return composed(text, setTitle({ title: "Opened" }));
}

async function visit(method: string, url: string, userAgent: string): Promise<void> {
  const response = await fetch(url, { method, headers: { "user-agent": userAgent } });
  await response.arrayBuffer();
}
