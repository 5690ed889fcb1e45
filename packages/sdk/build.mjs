// Builds `dist` (or the folder that is named): one ES module per entry with the protocol inside, and declarations that
// import nothing from outside.
import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join, relative, resolve } from "node:path";
import { build } from "esbuild";

const root = import.meta.dirname;
// Elsewhere first, and moved when all went well: whoever reads `dist` meanwhile must not find it half empty.
const work = mkdtempSync(join(tmpdir(), "agent-socket-sdk-"));
const built = join(work, "dist");
const declarations = join(work, "declarations");
const ENTRIES = ["index", "button"];

await build({
  entryPoints: ENTRIES.map((entry) => join(root, `src/${entry}.ts`)),
  outdir: built,
  bundle: true,
  splitting: true,
  format: "esm",
  platform: "neutral",
  mainFields: ["module", "main"],
  target: "es2022",
  minify: true,
  legalComments: "none",
  logLevel: "warning",
});
emitDeclarations();
for (const entry of ENTRIES) publish(join(declarations, `packages/sdk/src/${entry}.d.ts`));
replaceFolder(built, process.argv[2] ?? join(root, "dist"));
rmSync(work, { recursive: true });

/** Of this package and, since they are in the same program, of the protocol's sources. */
function emitDeclarations() {
  const tsc = join(dirname(createRequire(import.meta.url).resolve("typescript/package.json")), "bin/tsc");
  const options = ["--noEmit", "false", "--declaration", "--emitDeclarationOnly", "--outDir", declarations];
  const rootDir = ["--rootDir", resolve(root, "../..")];
  const { status } = spawnSync(process.execPath, [tsc, "-p", root, ...options, ...rootDir], {
    stdio: "inherit",
  });
  if (status !== 0) process.exit(status ?? 1);
}

/** Copies a declaration and all that it imports: nothing else belongs to the public surface. */
function publish(file, done = new Set()) {
  if (done.has(file)) return;
  done.add(file);
  const text = readFileSync(file, "utf8").replaceAll(/(from |import\()"(\.[^"]+)\.ts"/g, '$1"$2.js"');
  const target = join(built, relative(join(declarations, "packages/sdk/src"), file));
  mkdirSync(dirname(target), { recursive: true });
  writeFileSync(target, text);
  for (const [, specifier] of text.matchAll(
    /^(?:import|export)\b[^;]*?\bfrom "([^"]+)"|\bimport\("([^"]+)"\)/gm,
  )) {
    if (!specifier.startsWith(".")) throw new Error(`${relative(built, target)} imports ${specifier}`);
    publish(join(dirname(file), specifier.replace(/\.js$/, ".d.ts")), done);
  }
}

function replaceFolder(from, to) {
  cpSync(from, to, { recursive: true });
  const wanted = new Set(readdirSync(from, { recursive: true }));
  for (const name of readdirSync(to, { recursive: true }))
    if (!wanted.has(name)) rmSync(join(to, name), { recursive: true, force: true });
}
