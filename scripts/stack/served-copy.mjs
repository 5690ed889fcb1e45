/**
 * What is served is a copy of what was built: a later build (of a test, say) must not change files under a running server.
 * The copies are deleted when this process ends.
 */
import { cpSync, rmSync } from "node:fs";
import { basename, join } from "node:path";
import { removeWhenGone } from "./child.mjs";
import { root } from "./repository.mjs";

const NOT_SERVED = new Set(["cache", "dev", "diagnostics", "trace", "trace-build", "types"]);

/**
 * Beside the original, because what Next built links to packages by relative paths.
 * @param {import("./site.mjs").Site} site
 */
export const dashboardCopy = (site) => join(root, "apps/dashboard", `.next-${site.ports.dashboard}`);

/** @param {import("./site.mjs").Site} site */
export const exampleCopy = (site) => join(site.dataDir, "example");

/** @param {import("./site.mjs").Site} site */
export function copyWhatIsServed(site) {
  if (site.has("dashboard")) copy(join(root, "apps/dashboard/.next"), dashboardCopy(site));
  if (site.has("example")) copy(join(root, "examples/pixel-art-canvas/dist"), exampleCopy(site));
}

/**
 * @param {string} built
 * @param {string} served
 */
function copy(built, served) {
  rmSync(served, { recursive: true, force: true });
  removeWhenGone(served);
  const filter = /** @param {string} path */ (path) =>
    join(path, "..") !== built || !NOT_SERVED.has(basename(path));
  cpSync(built, served, { recursive: true, verbatimSymlinks: true, filter });
}
