import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

export default defineConfig({
  resolve: {
    alias: {
      // Outside Next's own server these modules refuse to load or to work.
      "next/cache": fileURLToPath(new URL("test/next-cache.ts", import.meta.url)),
      "next/headers": fileURLToPath(new URL("test/next-headers.ts", import.meta.url)),
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
