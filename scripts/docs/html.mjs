/** Every block of HTML in a page uses the SDK's element as it is: its name, its attributes, scripts that parse. */
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Script } from "node:vm";
import { messageOf } from "../stack/fault.mjs";
import { root } from "../stack/repository.mjs";

/** @typedef {import("./pages.mjs").Page} Page */

const SDK = "packages/sdk/src";
/** Of the page's own; whatever else a snippet may need is added when it does. */
const OF_HTML = { script: new Set(["type", "src", "integrity"]) };
const TAG = /<([a-z][\w-]*)((?:\s+[\w-]+(?:="[^"]*")?)*)\s*>/g;
const INLINE = /<script[^>]*>([\s\S]*?)<\/script>/g;

/** @param {readonly Page[]} pages @returns {string[]} */
export const faultsOfHtml = (pages) =>
  pages.flatMap(({ path, blocks }) =>
    blocks
      .filter(({ language }) => language === "html")
      .flatMap(({ text, line }) =>
        [...faultsOfTags(text), ...faultsOfScripts(text)].map((fault) => `${path}:${line}: ${fault}`),
      ),
  );

/** @param {string} text @returns {string[]} */
function faultsOfTags(text) {
  const known = { ...OF_HTML, ...elements() };
  const markup = text.replaceAll(INLINE, (whole, inner) => whole.replace(inner, ""));
  const tags = [...markup.matchAll(TAG)];
  const faults = tags.flatMap(([, name = "", attributes = ""]) => {
    const allowed = Object.entries(known).find(([one]) => one === name)?.[1];
    if (allowed === undefined) return [`there is no element <${name}>.`];
    // Words inside of quotes are no names.
    return (attributes.replaceAll(/"[^"]*"/g, "").match(/[\w-]+/g) ?? [])
      .filter((attribute) => !allowed.has(attribute))
      .map((attribute) => `<${name}> has no attribute ${attribute}.`);
  });
  const opened = (markup.match(/<[a-z]/g) ?? []).length;
  const closed = (markup.match(/<\/[a-z]/g) ?? []).length;
  return opened === tags.length && opened === closed
    ? faults
    : [...faults, "a tag is not whole, or not closed."];
}

/** @param {string} text @returns {string[]} */
const faultsOfScripts = (text) =>
  [...text.matchAll(INLINE)].flatMap(([, script = ""]) => {
    try {
      new Script(`(async () => {${script}\n})`);
      return [];
    } catch (cause) {
      return [`a script does not parse: ${messageOf(cause)}`];
    }
  });

/** What the SDK defines, by what it reads of it. @returns {Record<string, Set<string>>} */
function elements() {
  const sources = globSync(`${SDK}/**/*.ts`, { cwd: root, exclude: (path) => path.includes(".test.") });
  const text = sources.map((file) => readFileSync(join(root, file), "utf8")).join("\n");
  const attributes = [...text.matchAll(/getAttribute\("([\w-]+)"\)/g)].map(([, name = ""]) => name);
  const names = [...text.matchAll(/"(agent-socket-connect)"/g)].map(([, name = ""]) => name);
  return Object.fromEntries(names.map((name) => [name, new Set(attributes)]));
}
