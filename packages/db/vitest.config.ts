import { defineConfig } from "vitest/config";

export default defineConfig({
  test: { globalSetup: "./test/start-server.ts", include: ["src/**/*.test.ts"], hookTimeout: 30_000 },
});
