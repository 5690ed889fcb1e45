/** Whether the programs of the known chats are let in: by robots.txt, and by whatever stands before the relay. */
import type { Link } from "../link.ts";
import { CannotReach } from "../reader/cannot-reach.ts";
import type { Page } from "../reader/page-cache.ts";
import { policies } from "../reader/policies.ts";
import type { Policy } from "../reader/policy.ts";
import { Reader } from "../reader/reader.ts";
import { fault, type Finding } from "../report.ts";

const { userAgent: claude, ...printed } = policies["fetch-printed"];

const VISITORS: readonly (readonly [string, Policy])[] = [
  ["Claude-User", { ...printed, userAgent: claude }],
  ["ChatGPT-User", { ...printed, userAgent: policies.openapi.userAgent, robotsName: "ChatGPT-User" }],
  ["Google", { ...printed, userAgent: "Mozilla/5.0 (compatible; Google-Gemini)", robotsName: null }],
  [
    "Perplexity-User",
    { ...printed, userAgent: "Mozilla/5.0 (compatible; Perplexity-User/1.0)", robotsName: null },
  ],
  [
    "MistralAI-User",
    { ...printed, userAgent: "Mozilla/5.0 (compatible; MistralAI-User/1.0)", robotsName: "MistralAI-User" },
  ],
  ["a program that names itself not", { ...printed, userAgent: "", robotsName: null }],
  ["python-requests", { ...printed, userAgent: "python-requests/2.32.5", robotsName: null }],
];

export async function findingsOfVisitors(link: Link): Promise<readonly Finding[]> {
  const found = await Promise.all(VISITORS.map(([name, policy]) => findingOf(link, name, policy)));
  return found.filter((finding) => finding !== null);
}

/** First past robots.txt, so that a door that is shut to all it asks for is not taken for that file. */
async function findingOf(link: Link, name: string, policy: Policy): Promise<Finding | null> {
  try {
    const { status, contentType, text } = await visit(link, { ...policy, robotsName: null });
    if (status !== 200) return keptOut(name, status);
    if (contentType.startsWith("text/html") || /<html/i.test(text))
      return fault(`${name} gets a web page instead of the text, maybe a challenge for browsers.`);
    if (policy.robotsName !== null) await visit(link, policy);
    return null;
  } catch (cause) {
    if (!(cause instanceof CannotReach)) throw cause;
    if (cause.obstacle === "error status" && cause.status !== null) return keptOut(name, cause.status);
    return fault(`${name} cannot read the link: ${cause.message}`);
  }
}

const keptOut = (name: string, status: number): Finding =>
  fault(`${name} gets ${status}: something before the relay keeps it out, such as a switch against AI bots.`);

function visit({ url }: Link, policy: Policy): Promise<Page> {
  const reader = new Reader({ ...policy, repeats: 0, readsErrors: true });
  reader.hear(url);
  return reader.open(url);
}
