/** Everything that a page points at exists: other pages, their headings, files, and the commands of npm. */
import { existsSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { root } from "../stack/repository.mjs";

/** @typedef {import("./pages.mjs").Page} Page */

const OUTSIDE = /^(https?:|mailto:)/;
/** A path of this repository that a text names, without placeholders. */
const PATH = /^(?:apps|packages|examples|e2e|docs|scripts|\.github|\.changeset)\/[\w./[\]-]+$/;
const NPM_RUN = /\bnpm (?:run )?([a-z][a-z:-]*)/g;
/** What npm does by itself. */
const OF_NPM = new Set(["ci", "install", "pack", "publish", "exec", "run"]);

/** @type {{ scripts: Record<string, string> }} */
const { scripts } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));

/** @param {readonly Page[]} pages @returns {string[]} */
export const brokenLinks = (pages) =>
  pages.flatMap((page) => [
    ...page.links.flatMap((link) => faultOfLink(page, link, pages)),
    ...page.codeSpans
      .filter((words) => PATH.test(words) && !existsSync(join(root, words)))
      .map((words) => `${page.path} names ${words}, which does not exist.`),
    ...[...page.codeSpans, ...page.blocks.filter(isShell).map(({ text }) => text)].flatMap((words) =>
      unknownCommands(words).map((name) => `${page.path} names npm run ${name}, which package.json has not.`),
    ),
  ]);

/** @param {string} words @returns {string[]} */
export const unknownCommands = (words) =>
  [...words.matchAll(NPM_RUN)]
    .flatMap(([, name]) => name ?? [])
    .filter((name) => !OF_NPM.has(name) && !Object.hasOwn(scripts, name));

/**
 * @param {Page} page
 * @param {string} link
 * @param {readonly Page[]} pages
 * @returns {string[]}
 */
function faultOfLink(page, link, pages) {
  if (OUTSIDE.test(link)) return [];
  const [path = "", anchor] = link.split("#");
  const target = path === "" ? page.path : normalize(join(dirname(page.path), path));
  const isPage = pages.some((one) => one.path === target);
  if (!isPage && !existsSync(join(root, target)))
    return [`${page.path} links to ${link}, which does not exist.`];
  if (anchor === undefined) return [];
  const headings = pages.find((one) => one.path === target)?.headings ?? [];
  return headings.some(({ slug }) => slug === anchor)
    ? []
    : [`${page.path} links to ${link}, but ${target} has no such heading.`];
}

/** @param {import("./pages.mjs").Block} block */
const isShell = ({ language }) => language === "sh";
