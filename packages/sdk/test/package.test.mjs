// The package as a stranger installs it: its size, its types without ours, its README, and where it can be imported.
import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const KIB = 1024;
const root = join(import.meta.dirname, "..");
const folder = mkdtempSync(join(tmpdir(), "agent-socket-sdk-test-"));
const installed = join(folder, "node_modules/@agent-socket/sdk");
const dist = join(installed, "dist");

const node = (...args) => spawnSync(process.execPath, args, { cwd: folder, encoding: "utf8" });
const scripts = () => readdirSync(dist).filter((name) => name.endsWith(".js"));
const read = (name) => readFileSync(join(dist, name), "utf8");

/** An entry and the chunks that it loads. */
function loadedBy(entry, loaded = new Set()) {
  if (loaded.has(entry)) return loaded;
  loaded.add(entry);
  for (const [, name] of read(entry).matchAll(/from\s*"\.\/([^"]+)"|import\s*"\.\/([^"]+)"/g))
    loadedBy(name, loaded);
  return loaded;
}
const gzippedBytes = (names) =>
  [...names].reduce((sum, name) => sum + gzipSync(read(name), { level: 9 }).length, 0);

beforeAll(() => {
  mkdirSync(installed, { recursive: true });
  cpSync(join(root, "package.json"), join(installed, "package.json"));
  const built = node(join(root, "build.mjs"), dist);
  if (built.status !== 0) throw new Error(built.stdout + built.stderr);
}, 60_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("the built package", () => {
  it("keeps to its budget: 12 KB gzipped, 24 KB with the button", () => {
    const core = gzippedBytes(loadedBy("index.js"));
    const all = gzippedBytes(new Set([...loadedBy("index.js"), ...loadedBy("button.js")]));
    expect(core).toBeLessThanOrEqual(12 * KIB);
    expect(all).toBeLessThanOrEqual(24 * KIB);
  });

  it("needs no module of Node and no package", () => {
    const imported = scripts().flatMap((name) => [
      ...read(name).matchAll(/(?:from|import)\s*\(?\s*"([^"]+)"/g),
    ]);
    expect(imported.length).toBeGreaterThan(1);
    expect(
      imported.map(([, specifier]) => specifier).filter((specifier) => !specifier.startsWith("./")),
    ).toEqual([]);
  });

  it("has declarations that lead to no other package", () => {
    const files = readdirSync(dist, { recursive: true }).filter((name) => name.endsWith(".d.ts"));
    expect(files).toContain("index.d.ts");
    expect(files).toContain("button.d.ts");
    const outside = files.flatMap((name) => [
      ...read(name).matchAll(/\bfrom "([^."][^"]*)";|import\("([^."][^"]*)"\)/g),
    ]);
    expect(outside).toEqual([]);
  });
});

describe("the package's surface", () => {
  it("is what it promises, and nothing by accident", async () => {
    const core = await import(pathToFileURL(join(dist, "index.js")).href);
    expect(Object.keys(core).sort()).toEqual([
      "AgentSocketError",
      "connect",
      "createSession",
      "defaultAgentsMd",
      "reply",
      "tool",
    ]);
  });

  it("names its own version to the relay", () => {
    const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
    expect(scripts().filter((name) => read(name).includes(`agent-socket-js/${version}`))).toHaveLength(1);
  });

  it("can be imported where there is no page", async () => {
    const button = await import(pathToFileURL(join(dist, "button.js")).href);
    expect(Object.keys(button)).toEqual(["AgentSocketConnect"]);
  });
});

/** The first form of the interface, which must go on working as it stands. */
const FIRST_FORM = `
import { connect, defaultAgentsMd } from "@agent-socket/sdk";
const session = await connect({
  appId: "as_app_anon", appDescription: "What your app does in one sentence.",
  agentsMd: defaultAgentsMd({ appName: "My App", appDescription: "…", agentsMdUrl: "…" }),
  tools: [{ path: "/do_thing", description: "Does the thing.", input_schema: { /* JSON Schema */ },
            handler: async ({ body }) => ({ ok: true, result: JSON.parse(body) }) }],
  baseUrl: "http://localhost:8787",
})
const link = await session.mintAgentToken({ label: "user-42" })   // link.url
`;

describe("code that uses the package", () => {
  it("compiles against the package alone, all of the README's and the first form", () => {
    const readme = readFileSync(join(root, "README.md"), "utf8");
    const blocks = [...readme.matchAll(/```ts\n([^]*?)```/g)].map(([, code]) => code);
    expect(blocks.length).toBeGreaterThan(2);
    for (const [index, code] of [FIRST_FORM, ...blocks].entries())
      writeFileSync(join(folder, `block-${index}.ts`), `${code}\nexport {};\n`);
    const settings = {
      target: "ES2023",
      module: "ESNext",
      moduleResolution: "Bundler",
      lib: ["ES2024", "DOM"],
      types: [],
      strict: true,
      exactOptionalPropertyTypes: true,
      noEmit: true,
    };
    writeFileSync(
      join(folder, "tsconfig.json"),
      JSON.stringify({ compilerOptions: settings, include: ["*.ts"] }),
    );
    const { stdout, status } = node(join(root, "../../node_modules/typescript/bin/tsc"), "-p", folder);
    expect([stdout, status]).toEqual(["", 0]);
  }, 30_000);
});
