/** `GET /sdk/agent-socket.HASH.js`: the SDK for pages without a bundler, on any site. Made when Next builds, served as a file. */
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { scriptFile } from "../../../script-file.ts";

export const dynamic = "force-static";
/** Any other name is 404: a page that asks for an older file must not get a newer one. */
export const dynamicParams = false;
export const generateStaticParams = () => [{ file: scriptFile.name }];

export async function GET(): Promise<Response> {
  const { resolve } = createRequire(join(process.cwd(), "package.json"));
  const code = await readFile(resolve(`@agent-socket/sdk/script/${scriptFile.name}`));
  return new Response(code, {
    headers: {
      "content-type": "text/javascript; charset=utf-8",
      "cache-control": "public, max-age=31536000, immutable",
      // Read by pages of other sites, which check its integrity: a browser does that only where it may read the answer.
      "access-control-allow-origin": "*",
    },
  });
}
