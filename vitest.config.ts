/** Unit tests of every workspace and of the scripts at once. `e2e` has its own runners. */
import { defineConfig } from "vitest/config";

const scripts = { name: "scripts", include: ["scripts/**/*.test.mjs"], testTimeout: 30_000 };

export default defineConfig({
  test: { projects: ["packages/*", "apps/*", "examples/folder-notes", { test: scripts }] },
});
