/** The link's first page as every chat gets it: its size, its type and its headers. */
import { limits } from "@agent-socket/protocol";
import type { Link } from "../link.ts";
import { CannotReach } from "../reader/cannot-reach.ts";
import type { Page } from "../reader/page-cache.ts";
import { policies } from "../reader/policies.ts";
import { addressesIn } from "../reader/printed-addresses.ts";
import { Reader } from "../reader/reader.ts";
import { fault, type Finding, NotExamined, note } from "../report.ts";

const HEADERS: readonly (readonly [string, RegExp, string])[] = [
  ["cache-control", /\bno-store\b/, "caches may keep the page, and answer others with it"],
  ["x-robots-tag", /\bnoindex\b/, "search engines may list the link"],
  ["referrer-policy", /^no-referrer$/, "the link may leak to sites that are opened from it"],
  ["x-content-type-options", /^nosniff$/, "browsers may take the page for something else"],
];

export async function readFirstPage({ url }: Link): Promise<Page> {
  const page = await new Reader(policies.curl).open(url).catch((cause: unknown) => {
    throw cause instanceof CannotReach ? new NotExamined(wordsFor(cause)) : cause;
  });
  if (page.status !== 200)
    throw new NotExamined(`The relay answers ${page.status}: ${page.text.trim().slice(0, 500)}`);
  return page;
}

const wordsFor = ({ obstacle, message }: CannotReach): string =>
  obstacle === "redirect"
    ? `${message} Chats follow no redirect, or lose what they sent on the way: hand out the address that it leads to, such as the one with https.`
    : message;

export function findingsOfFirstPage({ url, contentType, headers, text }: Page): readonly Finding[] {
  const { pathname } = new URL(url);
  const bytes = new TextEncoder().encode(text).length;
  return [
    ...(contentType.startsWith("text/plain")
      ? []
      : [fault(`The first page is ${contentType || "of no type"}; readers of text alone need text/plain.`)]),
    ...(bytes <= limits.PAGE_BYTES
      ? []
      : [
          note(
            `The first page has ${bytes} bytes; beyond ${limits.PAGE_BYTES} some chats cut it or sum it up.`,
          ),
        ]),
    ...(addressesIn(text).every((address) => !address.includes(pathname) || address.startsWith(url))
      ? []
      : [
          fault(
            "The first page prints links to another address than this one: set PUBLIC_URL of the relay to the host that people see.",
          ),
        ]),
    ...HEADERS.filter(([name, wanted]) => !wanted.test(headers.get(name) ?? "")).map(([name, , harm]) =>
      fault(`The header ${name} is missing or weak: ${harm}. Something between may have changed it.`),
    ),
    ...(headers.has("set-cookie") ? [fault("The answer sets a cookie, which no chat keeps.")] : []),
    ...(/^Status: offline/m.test(text)
      ? [note("The app is away: every call is refused until it is back.")]
      : []),
  ];
}
