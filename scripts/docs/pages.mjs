/** The Markdown pages of this repository, and what each holds: headings, links, blocks of code, words set as code. */
import GithubSlugger from "github-slugger";
import { lexer, walkTokens } from "marked";
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../stack/repository.mjs";

const PAGES = ["*.md", "docs/**/*.md", ".github/**/*.md", "{apps,packages,examples}/*/*.md"];

/**
 * @typedef {{ language: string, text: string, line: number }} Block
 * @typedef {{ depth: number, text: string, slug: string, line: number }} Heading
 *
 * @typedef {object} Page
 * @property {string} path from the root of the repository
 * @property {string} text
 * @property {readonly Heading[]} headings
 * @property {readonly string[]} links where they lead, as written; pictures too
 * @property {readonly string[]} codeSpans
 * @property {readonly Block[]} blocks
 */

/** @returns {Page[]} */
export const readPages = () =>
  globSync(PAGES, { cwd: root, exclude: (path) => path.includes("node_modules") })
    .toSorted()
    .map((path) => readPage(path, readFileSync(join(root, path), "utf8")));

/**
 * @param {string} path
 * @param {string} text
 * @returns {Page}
 */
export function readPage(path, text) {
  /** @type {{ headings: Heading[], links: string[], codeSpans: string[], blocks: Block[] }} */
  const found = { headings: [], links: [], codeSpans: [], blocks: [] };
  const slugger = new GithubSlugger();
  const lineOf = lineFinder(text);
  walkTokens(lexer(text), (token) => {
    if (token.type === "heading") {
      const words = plain(token.text);
      found.headings.push({
        depth: token.depth,
        text: words,
        slug: slugger.slug(words),
        line: lineOf(token.raw),
      });
    } else if (token.type === "code") {
      found.blocks.push({ language: token.lang ?? "", text: token.text, line: lineOf(token.raw) });
    } else if (token.type === "link" || token.type === "image") found.links.push(token.href);
    else if (token.type === "codespan") found.codeSpans.push(token.text);
  });
  return { path, text, ...found };
}

/** Tokens come in the order of the text, so each is looked for behind the one before it. @param {string} text */
function lineFinder(text) {
  let from = 0;
  return (/** @type {string} */ raw) => {
    const at = text.indexOf(raw.trimEnd(), from);
    if (at >= 0) from = at;
    return text.slice(0, from).split("\n").length;
  };
}

/** @param {string} heading */
const plain = (heading) => heading.replaceAll(/[`*]/g, "").replaceAll(/\[([^\]]*)\]\([^)]*\)/g, "$1");
