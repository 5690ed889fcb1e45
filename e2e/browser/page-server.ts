/** Pages that use the SDK in one way each, as an app's developer would write and bundle them. */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { readFile } from "node:fs/promises";
import { build } from "esbuild";
import { test as base } from "./fixtures.ts";
import { aliasOf, type ReactVersion } from "./react-version.ts";

const PAGES = join(import.meta.dirname, "pages");
const { resolve } = createRequire(import.meta.url);
/** The files of the package that a page may load as they were published. */
const SCRIPTS = join(dirname(resolve("@agent-socket/sdk")), "script");

/** `body` stands in the page as it is; `module` names a file in `pages`. */
export type PageSource = {
  readonly body?: string;
  readonly head?: string;
  readonly module?: string;
  /** The newest when left out. */
  readonly react?: ReactVersion;
  /** Whose scripts the page may run, beside its own. */
  readonly scripts?: string;
};

export type Pages = {
  /** The address of a page that is served until the test ends. */
  serve(name: string, source: PageSource): string;
};

/** A policy as strict as an app may have: no inline script, no inline style. */
const policy = (scripts = ""): string =>
  `default-src 'none'; script-src 'self' ${scripts}; style-src 'self'; connect-src ws: wss: 'self'; img-src data:`;

export const test = base.extend<{ readonly pages: Pages }>({
  // Playwright reads the names of what a fixture needs from its first parameter, also when it needs nothing.
  // oxlint-disable-next-line no-empty-pattern
  pages: async ({}, use) => {
    const sources = new Map<string, PageSource>();
    const bundles = new Map<string, Promise<ReadonlyMap<string, string>>>();
    const bundled = (module: string, react?: ReactVersion) => {
      const name = `${module} ${react}`;
      const found = bundles.get(name) ?? bundle(module, react);
      bundles.set(name, found);
      return found;
    };
    const server = createServer((request, response) => {
      const { pathname } = new URL(request.url ?? "/", "http://page");
      void answer(pathname).then(({ type, text }) => {
        response.writeHead(text === null ? 404 : 200, {
          "content-type": type,
          "content-security-policy": policy(sources.get(pathname.split("/")[1] ?? "")?.scripts),
        });
        response.end(text);
      });
    });
    const answer = async (path: string): Promise<{ type: string; text: string | null }> => {
      const [, first = "", second = ""] = path.split("/");
      const type = "text/javascript";
      if (first === "script") return { type, text: await readFile(join(SCRIPTS, second), "utf8") };
      const source = sources.get(first);
      if (source === undefined) return { type: "text/plain", text: null };
      if (second === "") return { type: "text/html; charset=utf-8", text: html(first, source) };
      return { type, text: (await bundled(source.module ?? "", source.react)).get(second) ?? null };
    };
    await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
    const { port } = server.address() as AddressInfo;
    await use({
      serve(name, source) {
        sources.set(name, source);
        return `http://127.0.0.1:${port}/${name}/`;
      },
    });
    server.closeAllConnections();
    await new Promise((closed) => server.close(closed));
  },
});

const html = (name: string, { head = "", body = "", module }: PageSource): string => `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark"><title>${name}</title>${head}</head>
<body>${body}${module === undefined ? "" : `<script type="module" src="/${name}/main.js"></script>`}</body></html>`;

/** By the name of the file; chunks that are loaded later as well. */
async function bundle(module: string, react?: ReactVersion): Promise<ReadonlyMap<string, string>> {
  const { outputFiles } = await build({
    entryPoints: { main: join(PAGES, module) },
    outdir: "out",
    write: false,
    bundle: true,
    splitting: true,
    format: "esm",
    target: "es2022",
    jsx: "automatic",
    alias: aliasOf(react),
    define: { "process.env.NODE_ENV": '"development"' },
  });
  return new Map(outputFiles.map(({ path, text }) => [path.slice(path.lastIndexOf("/") + 1), text]));
}
