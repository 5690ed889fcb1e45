/** The repository's own `docs`, wherever the server was started from. They do not change while it runs. */
import "server-only";
import { existsSync, globSync, readFileSync } from "node:fs";
import { join } from "node:path";

const MARK = "docs/protocol.md";

/** The server is started in `apps/dashboard`, a copy of its build as well; tests in the root. */
function docsFolder(): string {
  const places = [".", "../.."].map((way) => join(process.cwd(), way));
  const root = places.find((place) => existsSync(join(place, MARK)));
  if (root === undefined) throw new Error(`There is no ${MARK} beside this server.`);
  return join(root, "docs");
}

/** Names of the pages without their ending, such as `protocol` or `adr/0005-mcp-at-the-edge`. */
export const docNames = (): readonly string[] =>
  globSync("**/*.md", { cwd: docsFolder() })
    .map((file) => file.replace(/\.md$/, ""))
    .toSorted();

/** `name` must be one of `docNames`: it is never what a visitor wrote. */
export const readDocText = (name: string): string => readFileSync(join(docsFolder(), `${name}.md`), "utf8");
