/** Where a link of a document leads on this site; `null` for what only the repository has. */
import { posix } from "node:path";

export function docHref(href: string, name: string): string | null {
  if (/^https?:\/\//.test(href) || href.startsWith("#")) return href;
  const [path = "", anchor] = href.split("#");
  const file = posix.normalize(posix.join("docs", posix.dirname(name), path));
  const [, target] = /^docs\/(.+)\.md$/.exec(file) ?? [];
  if (target === undefined) return null;
  return `/docs${target === "index" ? "" : `/${target}`}${anchor === undefined ? "" : `#${anchor}`}`;
}
