/** The SDK as it is packed for the registry, laid down in an app as `npm install` would. */
import { execFileSync } from "node:child_process";
import { mkdirSync, realpathSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

const { resolve } = createRequire(import.meta.url);
const sdk = realpathSync(join(dirname(resolve("@agent-socket/sdk")), ".."));

export function unpackSdk(app: string): void {
  const installed = join(app, "node_modules/@agent-socket/sdk");
  mkdirSync(installed, { recursive: true });
  const packed = execFileSync("npm", ["pack", "--silent", "--ignore-scripts", "--pack-destination", app], {
    cwd: sdk,
    encoding: "utf8",
  }).trim();
  execFileSync("tar", ["xzf", join(app, packed), "-C", installed, "--strip-components=1"]);
}
