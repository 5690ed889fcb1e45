// Builds `dist` (or the folder that is named): one ES module per entry with the protocol inside, declarations that import
// nothing from outside but React's, and the file for script tags with its manifest.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join, relative, resolve } from "node:path";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { minify } from "terser";

const root = import.meta.dirname;
const { resolve: locate } = createRequire(import.meta.url);
// Elsewhere first, and moved when all went well: whoever reads `dist` meanwhile must not find it half empty.
const work = mkdtempSync(join(tmpdir(), "agent-socket-sdk-"));
const built = join(work, "dist");
const declarations = join(work, "declarations");
const ENTRIES = ["index", "button", "react", "webmcp"];
/** What an entry may import from outside: whoever uses it has it. */
const PEERS = ["react"];

await bundle({
  entryPoints: ENTRIES.map((entry) => join(root, `src/${entry}.ts`)),
  outdir: built,
  splitting: true,
});
await bundle({ entryPoints: [join(root, "src/script.ts")], outfile: join(work, "script.js") });
writeScript(readFileSync(join(work, "script.js")));
writeFileSync(join(built, "THIRD-PARTY.txt"), thirdParty());
emitDeclarations();
for (const entry of ENTRIES) publish(join(declarations, `packages/sdk/src/${entry}.d.ts`));
replaceFolder(built, process.argv[2] ?? join(root, "dist"));
rmSync(work, { recursive: true });

/** @param {import("esbuild").BuildOptions} options */
async function bundle(options) {
  const { outputFiles } = await build({
    bundle: true,
    write: false,
    format: "esm",
    platform: "neutral",
    mainFields: ["module", "main"],
    external: PEERS.flatMap((name) => [name, `${name}/*`]),
    jsx: "automatic",
    target: "es2022",
    minify: true,
    legalComments: "none",
    logLevel: "warning",
    ...options,
  });
  // No chunk does anything by being loaded, so an import for that alone is dropped: bundlers warn of it.
  // Terser sees across a module what esbuild does not: some hundred bytes of the core.
  for (const { path, text } of outputFiles) {
    const { code = "" } = await minify(text.replaceAll(/import"\.\/[\w-]+\.js";/g, ""), {
      module: true,
      ecma: 2020,
      compress: { passes: 3, directives: false },
    });
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, code);
  }
}

/**
 * A name that changes with the content can be cached for good, and the integrity hash lets a page refuse any other.
 * @param {Buffer} code
 */
function writeScript(code) {
  const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  const hash = createHash("sha256").update(code).digest("hex").slice(0, 12);
  const manifest = {
    version,
    file: `agent-socket.${hash}.js`,
    integrity: `sha384-${createHash("sha384").update(code).digest("base64")}`,
    bytes: code.length,
    gzippedBytes: gzipSync(code, { level: 9 }).length,
  };
  mkdirSync(join(built, "script"));
  writeFileSync(join(built, "script", manifest.file), code);
  writeFileSync(join(built, "script/manifest.json"), `${JSON.stringify(manifest, null, 2)}\n`);
  console.log(`${manifest.file} ${manifest.integrity}`);
}

/** The licence of what is bundled asks to be passed on. */
function thirdParty() {
  const folder = join(dirname(locate("uqr")), "..");
  const { version } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  return `The QR code is drawn with uqr ${version}:\n\n${readFileSync(join(folder, "LICENSE"), "utf8")}`;
}

/** Of this package and, since they are in the same program, of the protocol's sources. */
function emitDeclarations() {
  const tsc = join(dirname(locate("typescript/package.json")), "bin/tsc");
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
  const text = readFileSync(file, "utf8").replaceAll(
    /(from |import\(|import )"(\.[^"]+)\.tsx?"/g,
    '$1"$2.js"',
  );
  const target = join(built, relative(join(declarations, "packages/sdk/src"), file));
  mkdirSync(dirname(target), { recursive: true });
  writeFileSync(target, text);
  for (const [, from, imported] of text.matchAll(
    /^(?:import|export)\b[^;]*?\bfrom "([^"]+)"|\bimport\("([^"]+)"\)/gm,
  )) {
    const specifier = from ?? imported ?? "";
    if (PEERS.includes(specifier.split("/")[0])) continue;
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
