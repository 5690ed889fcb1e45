/** Where to go after signing in: a path of this site, never an address that somebody else put into the link. */

/** `fallback` unless `text` is a path that stays on this origin, however a browser reads it. */
export function safeNextPath(text: string | null | undefined, fallback: string): string {
  const base = "http://same.invalid";
  if (!text?.startsWith("/") || !URL.canParse(text, base)) return fallback;
  const url = new URL(text, base);
  // Resolving dots can leave a path that begins with two slashes, which names another host.
  const staysHere = url.origin === base && !url.pathname.startsWith("//");
  return staysHere ? `${url.pathname}${url.search}${url.hash}` : fallback;
}
