// Builds `dist` (or the folder that is named): the package as it is published, one command with all that it needs inside.
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";

const root = import.meta.dirname;
const dist = process.argv[2] ?? join(root, "dist");
const { name, version, description, license } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));

mkdirSync(dist, { recursive: true });
await build({
  entryPoints: [join(root, "src/cli.ts")],
  outfile: join(dist, "cli.js"),
  bundle: true,
  format: "esm",
  platform: "node",
  target: "node20",
  minify: true,
  legalComments: "none",
  logLevel: "warning",
});
const published = {
  name,
  version,
  description,
  license,
  type: "module",
  bin: { "agent-socket": "cli.js" },
  engines: { node: ">=20" },
};
writeFileSync(join(dist, "package.json"), `${JSON.stringify(published, null, 2)}\n`);
copyFileSync(join(root, "README.md"), join(dist, "README.md"));
