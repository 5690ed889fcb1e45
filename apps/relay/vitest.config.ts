/** The relay's tests run real workerd, which takes a while to start and must not look anything up on the network. */
import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    testTimeout: 20_000,
    provide: {
      seed: process.env["SEED"] === undefined ? null : Number(process.env["SEED"]),
      runs: Number(process.env["RUNS"] ?? 12),
    },
    hookTimeout: 60_000,
    env: {
      CLOUDFLARE_CF_FETCH_ENABLED: "false",
      WRANGLER_SEND_METRICS: "false",
      X_LOCAL_OBSERVABILITY: "false",
      X_LOCAL_EXPLORER: "false",
    },
  },
});
