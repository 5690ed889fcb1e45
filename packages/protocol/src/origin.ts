/** Web origins as an app allows them: exact, with one leading `*.` label, or any port of a loopback host. */

const WILDCARD_LABEL = "wildcard-label";

/**
 * The canonical form of an allowed origin, or `null` when it is not one. Accepted: `https://app.example.com`,
 * `http://host:8080`, `https://*.example.com`, and `http://localhost:*` (also `127.0.0.1`, `[::1]`).
 */
export function parseOriginPattern(text: string): string | null {
  const trimmed = text.trim();
  const anyPort = /^(https?):\/\/(localhost|127\.0\.0\.1|\[::1\]):\*$/i.exec(trimmed);
  if (anyPort) return trimmed.toLowerCase();
  const wildcard = /^(https?:\/\/)\*\.(.+)$/i.exec(trimmed);
  const concrete = wildcard ? `${wildcard[1]}${WILDCARD_LABEL}.${wildcard[2]}` : trimmed;
  const origin = canonicalOrigin(concrete);
  if (origin === null || !wildcard) return origin;
  // A wildcard over a single label (`*.com`, `*.localhost`) would cover strangers.
  const host = new URL(origin).hostname;
  if (host.split(".").length < 3 || /^[\d.]+$/.test(host.slice(WILDCARD_LABEL.length + 1))) return null;
  return origin.replace(`${WILDCARD_LABEL}.`, "*.");
}

/** Whether a browser's `Origin` header (`"null"` included) equals one of the allowed origins. */
export function originIsAllowed(origin: string, patterns: readonly string[]): boolean {
  if (canonicalOrigin(origin) !== origin) return false;
  const { protocol, hostname, host } = new URL(origin);
  return patterns.some((pattern) => {
    if (pattern === origin) return true;
    if (pattern === `${protocol}//${hostname}:*`) return true;
    const wildcard = /^(https?:)\/\/\*\.(.+)$/.exec(pattern);
    if (!wildcard || wildcard[1] !== protocol) return false;
    const suffix = `.${wildcard[2]}`;
    const label = host.slice(0, -suffix.length);
    return host.endsWith(suffix) && label.length > 0 && !label.includes(".");
  });
}

/** Scheme, host and port alone: anything more (path, user, query) is not an origin. */
function canonicalOrigin(text: string): string | null {
  if (!/^https?:\/\/[^/?#@\\\s*%]+$/i.test(text) || !URL.canParse(text)) return null;
  const { origin, hostname } = new URL(text);
  const hasEmptyLabel = hostname.split(".").includes("");
  return hasEmptyLabel ? null : origin;
}
