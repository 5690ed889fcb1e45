/** The link as it was pasted: the address, and what may be shown of it. */
import { limits } from "@agent-socket/protocol";
import { type Finding, fault, note, NotExamined } from "./report.ts";

const PATH = /^\/v1\/t\/[a-z0-9]{2,8}_[0-9A-Z]{8}_[\w-]{22}$/;
/** What a link needs for its arguments, beside its own length. */
const ROOM_CHARS = 130;

export type Link = { readonly url: string; readonly origin: string };

export function readLink(text: string): Link {
  const [found = text] = /https?:\/\/\S+/.exec(text) ?? [];
  const address = found.replace(/[.,;)>\]]+$/, "");
  if (!URL.canParse(address)) throw new NotExamined("That is no address. Give the link as the app shows it.");
  const url = new URL(address);
  const path = url.pathname.replace(/\/$/, "");
  if (!PATH.test(path))
    throw new NotExamined(
      "That is an address, but no link of an app: these end in /v1/t/ and a long key. Copy it once more, the whole of it.",
    );
  return { url: `${url.origin}${path}`, origin: url.origin };
}

export function findingsOfAddress({ url, origin }: Link): readonly Finding[] {
  const { protocol, hostname } = new URL(origin);
  const isLocal = ["localhost", "127.0.0.1", "[::1]"].includes(hostname);
  return [
    ...(isLocal ? [note("The relay is on this machine: chats elsewhere cannot reach it.")] : []),
    ...(protocol === "http:" && !isLocal
      ? [fault("The link begins with http: most chats open https alone, and others on the way can read it.")]
      : []),
    ...(url.length + ROOM_CHARS > limits.MAX_LINK_CHARS
      ? [
          fault(
            `The link has ${url.length} characters. Some chats open ${limits.MAX_LINK_CHARS} at most, arguments included: use a shorter host name.`,
          ),
        ]
      : []),
  ];
}
