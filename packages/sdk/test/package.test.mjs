// The package as a stranger installs it: its size, its types without ours, its README, and where it can be imported.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { gzipSync } from "node:zlib";
import { checkPackage, createPackageFromTarballData } from "@arethetypeswrong/core";
import { build } from "esbuild";
import { publint } from "publint";
import { formatMessage } from "publint/utils";
import { comments, examplesIn, publicNames } from "./public-names.mjs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const KIB = 1024;
const onWindows = process.platform === "win32";
const ENTRIES = ["index.js", "button.js", "react.js", "webmcp.js"];
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
  for (const [, name] of read(entry).matchAll(/(?:from|import)\s*"\.\/([^"]+)"/g)) loadedBy(name, loaded);
  return loaded;
}
const gzippedBytes = (names) =>
  [...names].reduce((sum, name) => sum + gzipSync(read(name), { level: 9 }).length, 0);

beforeAll(() => {
  mkdirSync(installed, { recursive: true });
  cpSync(join(root, "package.json"), join(installed, "package.json"));
  for (const peer of ["react", "@types/react"])
    cpSync(join(root, "../../node_modules", peer), join(folder, "node_modules", peer), { recursive: true });
  cpSync(join(root, "../../node_modules/csstype"), join(folder, "node_modules/csstype"), { recursive: true });
  const built = node(join(root, "build.mjs"), dist);
  if (built.status !== 0) throw new Error(built.stdout + built.stderr);
}, 180_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("the built package", () => {
  it("keeps to its budget: 12 KB gzipped, 24 KB with the button, 2 KB more for React or WebMCP", () => {
    const core = loadedBy("index.js");
    const withButton = new Set([...core, ...loadedBy("button.js")]);
    expect(gzippedBytes(core)).toBeLessThanOrEqual(12 * KIB);
    expect(gzippedBytes(withButton)).toBeLessThanOrEqual(24 * KIB);
    const withReact = new Set([...withButton, ...loadedBy("react.js")]);
    const withWebMcp = new Set([...core, ...loadedBy("webmcp.js")]);
    expect(gzippedBytes(withReact) - gzippedBytes(withButton)).toBeLessThanOrEqual(2 * KIB);
    expect(gzippedBytes(withWebMcp) - gzippedBytes(core)).toBeLessThanOrEqual(2 * KIB);
  });

  it("loads the dialog only when there is something to ask", () => {
    const dialog = scripts().filter((name) => read(name).includes("Allow for this session"));
    expect(dialog).toHaveLength(1);
    for (const entry of ["index.js", "button.js"]) expect([...loadedBy(entry)]).not.toContain(dialog[0]);
  });

  it("loads the guide to the chats, the turns of tabs and the console's advice only when they are needed", () => {
    for (const words of ["Choose your AI", "ifAvailable", "is not connected ("]) {
      const [name, ...more] = scripts().filter((script) => read(script).includes(words));
      expect(more).toEqual([]);
      for (const entry of ENTRIES) expect([...loadedBy(entry)]).not.toContain(name);
    }
  });

  it("needs no module of Node and no package, but for React in React's entry", () => {
    const imported = scripts().flatMap((name) => [
      ...read(name).matchAll(/(?:from|import)\s*\(?\s*"([^"]+)"/g),
    ]);
    expect(imported.length).toBeGreaterThan(1);
    const outside = imported
      .map(([, specifier]) => specifier)
      .filter((specifier) => !specifier.startsWith("./"));
    expect(new Set(outside)).toEqual(new Set(["react", "react/jsx-runtime"]));
    for (const name of scripts().filter((script) => script !== "react.js"))
      expect(read(name)).not.toMatch(/from\s*"react/);
  });

  it("has declarations that lead to no other package", () => {
    const files = readdirSync(dist, { recursive: true }).filter((name) => name.endsWith(".d.ts"));
    expect(files).toContain("index.d.ts");
    expect(files).toContain("button.d.ts");
    const outside = files.flatMap((name) => [
      ...read(name)
        .replaceAll(/\/\*\*[^]*?\*\//g, "")
        .matchAll(/\bfrom "([^."][^"]*)";|import\("([^."][^"]*)"\)/g),
    ]);
    expect(new Set(outside.map(([, from, imported]) => from ?? imported))).toEqual(new Set(["react"]));
  });

  it("passes the licence of what is inside on", () => {
    expect(read("THIRD-PARTY.txt")).toMatch(/uqr [^]*Permission is hereby granted/);
  });
});

describe("the file for script tags", () => {
  const manifest = () => JSON.parse(read("script/manifest.json"));

  it("is named by its content, and the manifest has its hash", () => {
    const { file, integrity, bytes, version } = manifest();
    const code = readFileSync(join(dist, "script", file));
    const hash = (algorithm, encoding) => createHash(algorithm).update(code).digest(encoding);
    expect(file).toBe(`agent-socket.${hash("sha256", "hex").slice(0, 12)}.js`);
    expect([integrity, bytes]).toEqual([`sha384-${hash("sha384", "base64")}`, code.length]);
    expect(version).toBe(JSON.parse(readFileSync(join(root, "package.json"), "utf8")).version);
  });

  it("is one file, and has all of the core, the button and WebMCP", async () => {
    const { file } = manifest();
    expect(read(`script/${file}`)).not.toMatch(/\bimport\s*\(?\s*["{*]/);
    const script = await import(pathToFileURL(join(dist, "script", file)).href);
    const core = await import(pathToFileURL(join(dist, "index.js")).href);
    expect(Object.keys(script).sort()).toEqual(
      [...Object.keys(core), "AgentSocketConnect", "adoptWebMcp"].sort(),
    );
  });

  it("stands in the README as it is built", () => {
    const readme = readFileSync(join(root, "README.md"), "utf8");
    expect(readme).toContain('src="/agent-socket.HASH.js"');
    expect(readme).toContain('integrity="sha384-…"');
  });
});

describe("the package as it is packed", () => {
  const pack = () => {
    const args = ["pack", "--silent", "--ignore-scripts", "--pack-destination", folder];
    const { stdout } = spawnSync("npm", args, { cwd: installed, encoding: "utf8", shell: onWindows });
    return readFileSync(join(folder, stdout.trim()));
  };

  it("is what bundlers and Node expect (publint), and its types resolve as its code does (are the types wrong)", async () => {
    const tarball = pack();
    const { buffer, byteOffset, byteLength } = tarball;
    const bytes = buffer.slice(byteOffset, byteOffset + byteLength);
    const { messages, pkg } = await publint({ pack: { tarball: bytes }, strict: true });
    expect(messages.map((message) => formatMessage(message, pkg))).toEqual([]);
    const { problems } = await checkPackage(createPackageFromTarballData(tarball));
    // It is ESM alone, as its README says: CommonJS of old and the resolution of Node 10 cannot have it.
    const wrong = problems.filter(
      ({ resolutionKind = "" }) => !["node10", "node16-cjs"].includes(resolutionKind),
    );
    expect(wrong).toEqual([]);
  }, 60_000);

  it("has side effects where it says so, and nowhere else: an import that is not used costs nothing", async () => {
    const { sideEffects } = JSON.parse(readFileSync(join(installed, "package.json"), "utf8"));
    expect(sideEffects).toEqual(["./dist/button.js", "./dist/script/*.js"]);
    const bundled = async (entry) => {
      const contents = `import ${JSON.stringify(entry)};`;
      const stdin = { contents, resolveDir: folder };
      const { outputFiles } = await build({
        stdin,
        bundle: true,
        write: false,
        format: "esm",
        logLevel: "error",
      });
      return outputFiles[0].text.length;
    };
    for (const entry of ["@agent-socket/sdk", "@agent-socket/sdk/react", "@agent-socket/sdk/webmcp"])
      expect([entry, await bundled(entry)]).toEqual([entry, 0]);
    expect(await bundled("@agent-socket/sdk/button")).toBeGreaterThan(10_000);
  });
});

describe("the package's surface", () => {
  it("has these names, types as well", () => {
    const names = ENTRIES.map((entry) => publicNames(dist, entry.replace(".js", ".d.ts")).join(" "));
    expect(names).toMatchInlineSnapshot(`
      [
        "Activity AgentLink AgentLinkSummary AgentSocketError AgentsMdOptions Answer Approval ApproveFunction Arguments AskFunction Caller ConnectOptions Declined Fault InputOf JsonSchema LinkCalls MintOptions Prompt Question ReportProgress Session SessionEvents SessionStatus SessionStore StandardSchema ToolAnnotations ToolCall ToolDefinition ToolMethod ToolReply ToolSummary WebSocketConstructor WebSocketLike connect createSession defaultAgentsMd reply tool",
        "AgentSocketConnect ConnectState",
        "AgentSocketProvider AgentSocketProviderProps AgentSocketState ConnectWithAI ConnectWithAIProps useAgentSocket useTool",
        "AdoptWebMcpOptions Adoption adoptWebMcp",
      ]
    `);
  });

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
    const webmcp = await import(pathToFileURL(join(dist, "webmcp.js")).href);
    expect(Object.keys(webmcp)).toEqual(["adoptWebMcp"]);
    const react = await import(pathToFileURL(join(dist, "react.js")).href);
    expect(Object.keys(react).sort()).toEqual([
      "AgentSocketProvider",
      "ConnectWithAI",
      "useAgentSocket",
      "useTool",
    ]);
    // The questions as well: an app without a page may ask by itself.
    for (const name of scripts()) await import(pathToFileURL(join(dist, name)).href);
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
  it("finds a comment at each name that it may import, and an example at each function and class", async () => {
    const said = comments(dist);
    const names = ENTRIES.flatMap((entry) => publicNames(dist, entry.replace(".js", ".d.ts")));
    expect(names.filter((name) => !said.has(name))).toEqual([]);
    for (const entry of ENTRIES)
      for (const name of Object.keys(await import(pathToFileURL(join(dist, entry)).href)))
        expect([name, examplesIn(said.get(name) ?? "").length]).toEqual([name, 1]);
  });

  it("compiles against the package alone: the README's, the examples in comments, and the first form", () => {
    const readme = readFileSync(join(root, "README.md"), "utf8");
    const blocks = [...readme.matchAll(/```tsx?\n([^]*?)```/g)].map(([, code]) => code);
    expect(blocks.length).toBeGreaterThan(2);
    const examples = [...comments(dist).values()].flatMap(examplesIn);
    for (const [index, code] of [FIRST_FORM, ...blocks, ...examples].entries())
      writeFileSync(join(folder, `block-${index}.tsx`), `${code}\nexport {};\n`);
    const settings = {
      target: "ES2023",
      module: "ESNext",
      moduleResolution: "Bundler",
      lib: ["ES2024", "DOM"],
      jsx: "react-jsx",
      types: [],
      strict: true,
      exactOptionalPropertyTypes: true,
      noEmit: true,
    };
    writeFileSync(
      join(folder, "tsconfig.json"),
      JSON.stringify({ compilerOptions: settings, include: ["*.tsx"] }),
    );
    const { stdout, status } = node(join(root, "../../node_modules/typescript/bin/tsc"), "-p", folder);
    expect([stdout, status]).toEqual(["", 0]);
  }, 30_000);
});
