import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

export default defineConfig({
  resolve: {
    alias: {
      // Outside Next's own build the marker itself refuses to load.
      "server-only": fileURLToPath(new URL("../../node_modules/server-only/empty.js", import.meta.url)),
    },
  },
  test: {
    globalSetup: "./test/start-server.ts",
    include: ["src/**/*.test.ts"],
    isolate: false,
    hookTimeout: 30_000,
  },
});
