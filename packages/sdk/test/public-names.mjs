/** What the package exports, read from its declarations, and what is said of it there. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** @param {string} dist @param {string} entry `index.d.ts` @returns {readonly string[]} types as well, sorted */
export function publicNames(dist, entry) {
  const text = readFileSync(join(dist, entry), "utf8");
  const lists = [...text.matchAll(/export (?:type )?\{([^}]*)\}/g)].map(([, names = ""]) => names);
  return lists
    .flatMap((names) => names.split(","))
    .map((name) => name.trim())
    .filter((name) => name !== "")
    .toSorted();
}

/**
 * The comment before each declaration of the package, by the declared name.
 * @param {string} dist
 * @returns {ReadonlyMap<string, string>}
 */
export function comments(dist) {
  /** @type {Map<string, string>} */
  const found = new Map();
  for (const file of readdirSync(dist, { recursive: true, encoding: "utf8" })) {
    if (!file.endsWith(".d.ts")) continue;
    const text = readFileSync(join(dist, file), "utf8");
    const declared =
      /(\/\*\*(?:(?!\*\/)[^])*\*\/)\nexport (?:declare )?(?:type|interface|class|const|function) (\w+)/g;
    for (const [, comment = "", name = ""] of text.matchAll(declared)) found.set(name, comment);
  }
  return found;
}

/** The code of a comment's examples. @param {string} comment */
export const examplesIn = (comment) =>
  [...comment.matchAll(/@example[^`]*```tsx?\n([^]*?)```/g)].map(([, code = ""]) =>
    code.replaceAll(/^ \* ?/gm, ""),
  );
