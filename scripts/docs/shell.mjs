/** Every line that a page has people type: it parses, and the folders, tools, workspaces and names of Cloudflare's it uses are there. */
import { spawnSync } from "node:child_process";
import { existsSync, globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../stack/repository.mjs";

/** @typedef {import("./pages.mjs").Page} Page */
/** @typedef {(words: readonly string[], folder: string) => string | null} Check `null`: nothing is wrong. */

/** @param {string} file */
const source = (file) => readFileSync(join(root, file), "utf8");

/** Each tool that the pages use; another one is a fault until somebody says here what would be wrong with it. @type {Record<string, Check>} */
const TOOLS = {
  npm: faultOfNpm,
  npx: faultOfNpx,
  cd: ([folder = ""], from) =>
    existsSync(join(root, from, folder)) ? null : `the folder ${folder} does not exist`,
  docker: (words) =>
    words[0] !== "build" || existsSync(join(root, "Dockerfile")) ? null : "there is no Dockerfile",
  // Those of the quick start are run by the scenarios.
  curl: () => null,
  openssl: () => null,
  echo: () => null,
};

/** @param {readonly Page[]} pages @returns {string[]} */
export const faultsOfShell = (pages) =>
  pages.flatMap(({ path, blocks }) =>
    blocks
      .filter(({ language }) => language === "sh")
      .flatMap(({ text, line }) => faultsOfBlock(text).map((fault) => `${path}:${line}: ${fault}.`)),
  );

/** @param {string} text @returns {string[]} */
function faultsOfBlock(text) {
  const parsed = spawnSync("sh", ["-n"], { input: text, encoding: "utf8" });
  if (parsed.status !== 0) return [`the shell does not take it: ${parsed.stderr.trim()}`];
  let folder = ".";
  return commandsOf(text).flatMap((command) => {
    const [tool = "", ...words] = command.filter((word) => !/^[A-Z_]+=/.test(word));
    const check = TOOLS[tool];
    const fault = check === undefined ? `nothing checks the command ${tool}` : check(words, folder);
    if (tool === "cd") folder = join(folder, words[0] ?? "");
    return fault === null ? [] : [fault];
  });
}

/** The words of each command, without comments and quotes. @param {string} text */
const commandsOf = (text) =>
  text
    .split("\n")
    .map((line) => line.replace(/(?:^|\s)#.*$/, ""))
    .flatMap((line) => line.split("&&"))
    .map((command) => (command.match(/[\w]+="[^"]*"|"[^"]*"|'[^']*'|\S+/g) ?? []).map(String))
    .filter((words) => words.length > 0);

/** @type {Check} */
function faultOfNpm(words) {
  const at = words.indexOf("-w");
  const name = at === -1 ? undefined : words[at + 1];
  if (name === undefined) return null;
  const folder = globSync("{apps,packages,examples}/*", { cwd: root }).find((one) =>
    one.endsWith(`/${name}`),
  );
  if (folder === undefined) return `there is no workspace ${name}`;
  const { scripts = {} } = JSON.parse(source(`${folder}/package.json`));
  return Object.hasOwn(scripts, words[0] ?? "") ? null : `${name} has no script ${words[0]}`;
}

/** @type {Check} */
function faultOfNpx([tool = "", ...words], folder) {
  const isThere = [folder, "."].some((one) => existsSync(join(root, one, "node_modules/.bin", tool)));
  if (!isThere) return `${tool} is not installed in ${folder}`;
  return tool === "wrangler" ? faultOfWrangler(words, folder) : null;
}

/** Whatever is made at Cloudflare by hand has the name that the relay's configuration and code have for it. @type {Check} */
function faultOfWrangler(words) {
  const config = source("apps/relay/wrangler.jsonc");
  const name = words.at(-1) ?? "";
  const says = (/** @type {string} */ text) =>
    text.includes(`"${name}"`) ? null : `apps/relay/wrangler.jsonc has no ${name}`;
  if (words[0] === "kv" || words[0] === "queues") return says(config);
  if (words[0] !== "secret") return null;
  return new RegExp(`readonly ${name}\\??: `).test(source("apps/relay/src/env.ts"))
    ? null
    : `apps/relay/src/env.ts has no ${name}`;
}
