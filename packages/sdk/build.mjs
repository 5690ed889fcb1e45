// Builds `dist`: one ES module per entry with the protocol inside, and declarations that import nothing from outside.
import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, relative, resolve } from "node:path";
import { build } from "esbuild";

const root = import.meta.dirname;
const dist = join(root, "dist");
const declarations = join(root, "dist/.declarations");
const ENTRIES = ["index", "button"];

rmSync(dist, { recursive: true, force: true });
await build({
  entryPoints: ENTRIES.map((entry) => join(root, `src/${entry}.ts`)),
  outdir: dist,
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
rmSync(declarations, { recursive: true });

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
  const target = join(dist, relative(join(declarations, "packages/sdk/src"), file));
  mkdirSync(dirname(target), { recursive: true });
  writeFileSync(target, text);
  for (const [, specifier] of text.matchAll(
    /^(?:import|export)\b[^;]*?\bfrom "([^"]+)"|\bimport\("([^"]+)"\)/gm,
  )) {
    if (!specifier.startsWith(".")) throw new Error(`${relative(root, target)} imports ${specifier}`);
    publish(join(dirname(file), specifier.replace(/\.js$/, ".d.ts")), done);
  }
}
