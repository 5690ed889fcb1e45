/** Origins as people paste them: separated, normalised, and refused with a reason. */
import { parseOriginPattern } from "@agent-socket/protocol";

export type ReadOrigins = {
  readonly origins: readonly string[];
  readonly refused: readonly { readonly text: string; readonly reason: string }[];
};

const MAX_SHOWN_CHARS = 200;

/** `text`: separated by white space or commas. */
export function readOrigins(text: string): ReadOrigins {
  const items = [...new Set(text.split(/[\s,]+/).filter((item) => item !== ""))];
  const origins = new Set<string>();
  const refused: { text: string; reason: string }[] = [];
  for (const item of items) {
    const origin = parseOriginPattern(item);
    if (origin === null) refused.push({ text: item.slice(0, MAX_SHOWN_CHARS), reason: reasonFor(item) });
    else origins.add(origin);
  }
  return { origins: [...origins], refused };
}

function reasonFor(item: string): string {
  if (item === "null")
    return "“null” is what a browser sends for files and sandboxed frames; it could be anybody.";
  if (!/^https?:\/\//i.test(item)) return startsLikeHost(item);
  if (/^https?:\/\/\*$|^https?:\/\/\*[:/]/i.test(item)) return "Every site at once cannot be allowed.";
  if (item.includes("*"))
    return "A * may stand for the first label of a name with at least two more (https://*.example.com), or for the port of localhost (http://localhost:*).";
  if (!URL.canParse(item)) return "This is not a web address.";
  const { origin, username } = new URL(item);
  if (username !== "") return "An origin has no user name.";
  return `An origin is only scheme, host and port, with nothing after them: ${origin}`;
}

function startsLikeHost(item: string): string {
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(item)) return "Only http:// and https:// origins can be allowed.";
  const guess = parseOriginPattern(`https://${item}`);
  return guess === null ? "An origin starts with https:// or http://." : `Add the scheme: ${guess}`;
}
