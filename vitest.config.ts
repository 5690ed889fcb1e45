/** Unit tests of every workspace at once; a workspace's own settings lie in its folder. `e2e` has its own runners. */
import { defineConfig } from "vitest/config";

export default defineConfig({
  test: { projects: ["packages/*", "apps/*"] },
});
