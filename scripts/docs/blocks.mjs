/** Every block of code in a page is what it says: TypeScript compiles, JSON and YAML parse, no language is made up. */
import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { parse as parseYaml } from "yaml";
import { packageFile, root } from "../stack/repository.mjs";
import { messageOf } from "../stack/fault.mjs";

/** @typedef {import("./pages.mjs").Page} Page */
/** @typedef {{ path: string, line: number, language: string, text: string }} Placed */

const COMPILED = new Set(["ts", "tsx"]);
/** @type {Record<string, (text: string) => unknown>} */
const PARSED = { json: JSON.parse, yaml: (text) => parseYaml(text, { strict: true }) };
/** What a person types or reads. An empty language is a picture made of text. */
const PLAIN = new Set(["", "text", "sh", "html", "env", "promql"]);

const SDK = "packages/sdk/src";
const COMPILER_OPTIONS = {
  lib: ["ES2024", "DOM", "DOM.Iterable"],
  jsx: "react-jsx",
  moduleDetection: "force",
  noUnusedLocals: false,
  types: ["node"],
  typeRoots: [join(root, "node_modules/@types")],
  // The sources, so that nothing must be built before.
  paths: {
    "@agent-socket/sdk": [join(root, SDK, "index.ts")],
    "@agent-socket/sdk/*": [join(root, SDK, "*.ts")],
  },
};

/** @param {readonly Page[]} pages @returns {Promise<string[]>} */
export async function uncompiledBlocks(pages) {
  const blocks = pages.flatMap(({ path, blocks: own }) => own.map((block) => ({ path, ...block })));
  const unread = blocks.filter(({ language }) => !COMPILED.has(language)).flatMap(faultOfText);
  return [...unread, ...(await compile(blocks.filter(({ language }) => COMPILED.has(language))))];
}

/** @param {Placed} block @returns {string[]} */
function faultOfText({ path, line, language, text }) {
  if (PLAIN.has(language)) return [];
  const parse = PARSED[language];
  if (parse === undefined) return [`${path}:${line}: nothing checks a block of "${language}".`];
  try {
    parse(text);
    return [];
  } catch (cause) {
    return [`${path}:${line}: ${messageOf(cause)}`];
  }
}

/** @param {readonly Placed[]} blocks @returns {Promise<string[]>} */
async function compile(blocks) {
  // Inside the repository, so that packages are found as they are by everything else.
  const cache = join(root, "node_modules/.cache");
  mkdirSync(cache, { recursive: true });
  const folder = mkdtempSync(join(cache, "docs-"));
  try {
    for (const { path, line, language, text } of blocks)
      writeFileSync(join(folder, `${basename(path, ".md")}-${line}-${language}.${language}`), text);
    const extended = join(root, "tsconfig.base.json");
    const config = { extends: extended, compilerOptions: COMPILER_OPTIONS, include: ["*"] };
    writeFileSync(join(folder, "tsconfig.json"), JSON.stringify(config));
    return await runCompiler(folder, blocks);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * @param {string} folder
 * @param {readonly Placed[]} blocks
 * @returns {Promise<string[]>} one line a fault, in terms of the page
 */
async function runCompiler(folder, blocks) {
  const tsc = packageFile(".", "typescript", "bin/tsc");
  const child = spawn(process.execPath, [tsc, "-p", ".", "--pretty", "false"], { cwd: folder });
  let output = "";
  child.stdout.setEncoding("utf8").on("data", (text) => (output += text));
  const code = await new Promise((ended) => child.once("exit", ended));
  const faults = [...output.matchAll(/^(.+)-(\d+)-tsx?\.tsx?\((\d+),\d+\): (.+)$/gm)].map(
    ([, name, start, line, words]) => {
      const path = blocks.find((block) => basename(block.path, ".md") === name)?.path ?? name;
      return `${path}:${Number(start) + Number(line)}: ${words}`;
    },
  );
  return code === 0 || faults.length > 0 ? faults : [`The blocks do not compile: ${output.trim()}`];
}
